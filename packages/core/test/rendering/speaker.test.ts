import { describe, expect, it } from 'vitest';
import { createRig, microphone, otherMicrophone, type RenderingRig } from './rig.ts';

async function heardOn(rig: RenderingRig, id: string) {
  rig.publish(microphone);
  rig.publish(otherMicrophone);
  await rig.clock.settle();
  await rig.media.playback.setSpeaker(id);
  const [one, other] = rig.elements.liveAudio;
  if (!one || !other) throw new Error('Nothing is heard.');
  return { one, other };
}

describe('a loudspeaker that is chosen', () => {
  it('is confirmed by every element before the promise resolves, and told', async () => {
    const rig = createRig();
    const { one, other } = await heardOn(rig, 'speaker-2');
    expect([one.sinkId, other.sinkId, rig.speakers]).toEqual(['speaker-2', 'speaker-2', ['speaker-2']]);
    await rig.media.playback.setSpeaker('');
    expect([one.sinkId, rig.speakers]).toEqual(['', ['speaker-2', '']]);
  });

  it('is rolled back where one element refuses it: all play on the old one, and nothing is told', async () => {
    const rig = createRig();
    const { one, other } = await heardOn(rig, 'speaker-1');
    other.refuseSink.push('NotAllowedError');
    await expect(rig.media.playback.setSpeaker('speaker-2')).rejects.toMatchObject({
      code: 'permission-denied',
      message: expect.stringContaining('the old one stays') as string,
    });
    await rig.clock.settle();
    expect([one.sinkId, other.sinkId, rig.media.playback.speakerId]).toEqual([
      'speaker-1',
      'speaker-1',
      'speaker-1',
    ]);
    expect(rig.speakers).toEqual(['speaker-1']);
  });

  it('is tried once more where the browser gave the change up', async () => {
    const rig = createRig();
    const { one } = await heardOn(rig, 'speaker-1');
    one.refuseSink.push('AbortError');
    await rig.media.playback.setSpeaker('speaker-2');
    expect([one.sinkId, rig.speakers]).toEqual(['speaker-2', ['speaker-1', 'speaker-2']]);
  });
});

describe('a loudspeaker that is pulled out', () => {
  it('is told, and what was in somebody’s ears does not come out of the room’s by itself', async () => {
    const rig = createRig();
    const { one, other } = await heardOn(rig, 'speaker-2');
    rig.devices.unplug('speaker-2');
    await rig.clock.settle();
    expect([one.audible, other.audible, rig.speakers.at(-1), rig.interrupted]).toEqual([
      false,
      false,
      '',
      [true],
    ]);
    await rig.media.playback.resume();
    await rig.clock.settle();
    expect([one.audible, other.audible, one.sinkId]).toEqual([true, true, '']);
  });

  it('is used again when it comes back, and plays: it is the same ears', async () => {
    const rig = createRig();
    const { one } = await heardOn(rig, 'speaker-2');
    rig.devices.unplug('speaker-2');
    await rig.clock.settle();
    rig.devices.plug({ kind: 'audiooutput', deviceId: 'speaker-2' });
    await rig.clock.settle();
    expect([one.audible, one.sinkId, rig.speakers.at(-1)]).toEqual([true, 'speaker-2', 'speaker-2']);
    expect(rig.interrupted).toEqual([true, false]);
  });

  it('is replaced by one that is chosen, which plays at once', async () => {
    const rig = createRig();
    const { one } = await heardOn(rig, 'speaker-2');
    rig.devices.unplug('speaker-2');
    await rig.clock.settle();
    await rig.media.playback.setSpeaker('speaker-1');
    await rig.clock.settle();
    expect([one.audible, one.sinkId]).toEqual([true, 'speaker-1']);
  });

  it('is not taken for gone when it is refused for a moment', async () => {
    const rig = createRig({
      wrap: (environment) => ({
        ...environment,
        createAudioElement() {
          const element = environment.createAudioElement();
          const { setSinkId } = element;
          return Object.assign(element, {
            setSinkId: (id: string) =>
              refusing ? Promise.reject(new DOMException('busy', 'AbortError')) : setSinkId?.(id),
          });
        },
      }),
    });
    let refusing = false;
    await heardOn(rig, 'speaker-2');
    refusing = true;
    rig.devices.plug({ kind: 'audioinput', deviceId: 'mic-3' });
    await rig.clock.settle();
    expect([rig.media.playback.speakerId, rig.interrupted]).toEqual(['speaker-2', []]);
  });
});

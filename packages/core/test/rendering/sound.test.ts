import { describe, expect, it } from 'vitest';
import { RtcError } from '../../src/errors/rtc-error.ts';
import { noLeaks } from '../../src/testing.ts';
import { createRig, microphone, otherMicrophone, camera } from './rig.ts';

describe('remote sound', () => {
  it('has one detached element for each source, none before there is a track and none after', async () => {
    const rig = createRig();
    rig.media.setExpected(microphone, true);
    rig.media.setVolume(microphone, 0.5);
    expect(rig.elements.audio).toEqual([]);
    rig.publish(microphone);
    rig.publish(otherMicrophone);
    await rig.clock.settle();
    const [element] = rig.elements.audio;
    expect(rig.elements.audio).toHaveLength(2);
    expect(element).toMatchObject({ autoplay: true, paused: false, volume: 0.5, audible: true });
    expect(element?.srcObject).toBe(rig.media.streamOf(microphone));
    expect(rig.renders).toEqual([
      'microphone waiting',
      'microphone waiting',
      'microphone playing',
      'microphone playing',
    ]);
    rig.media.setTrack(microphone, undefined);
    expect(element).toMatchObject({ srcObject: null, paused: true });
    expect(rig.elements.liveAudio).toHaveLength(1);
    expect(rig.renders.at(-1)).toBe('microphone none');
  });

  it('goes on in the same element when the track changes, and is never mixed by Web Audio', async () => {
    const rig = createRig();
    const first = rig.publish(microphone);
    const second = rig.track('audio');
    rig.media.setTrack(microphone, second);
    await rig.clock.settle();
    expect(rig.elements.audio).toHaveLength(1);
    expect(rig.elements.audio[0]).toMatchObject({ plays: 2, audible: true });
    expect(rig.elements.audio[0]?.srcObject).toBe(rig.media.streamOf(microphone));
    expect(rig.media.streamOf(microphone)).toHaveProperty('history', [
      `add ${first.id}`,
      `add ${second.id}`,
      `remove ${first.id}`,
    ]);
    expect(rig.audioContexts).toEqual([]);
  });

  it('is let go of before a track leaves the stream: otherwise a browser may play it for ever', () => {
    const rig = createRig();
    rig.publish(microphone);
    const [element] = rig.elements.audio;
    const stream = rig.media.streamOf(microphone);
    const removeTrack = stream.removeTrack.bind(stream);
    const held: (MediaProvider | null | undefined)[] = [];
    stream.removeTrack = (track) => {
      held.push(element?.srcObject);
      removeTrack(track);
    };
    rig.media.setTrack(microphone, rig.track('audio'));
    rig.media.setTrack(microphone, undefined);
    rig.publish(microphone);
    rig.media.remove('p1');
    expect(held).toEqual([null, null, null]);
  });

  it('is left alone when the same track is set again', async () => {
    const rig = createRig();
    const track = rig.publish(microphone);
    await rig.clock.settle();
    rig.renders.length = 0;
    rig.media.setTrack(microphone, track);
    await rig.clock.settle();
    expect([rig.elements.audio[0]?.sources.length, rig.renders]).toEqual([1, []]);
  });

  it('that is not expected to be heard shows as nothing, whatever plays', async () => {
    const rig = createRig();
    rig.media.setTrack(microphone, rig.track('audio'));
    await rig.clock.settle();
    expect(rig.renders).toEqual([]);
  });

  it('comes back with its volume after it was unpublished', () => {
    const rig = createRig();
    rig.publish(microphone);
    rig.media.setVolume(microphone, 0.25);
    rig.media.clear(microphone);
    expect(rig.leaks()).toEqual(noLeaks);
    rig.publish(microphone);
    expect(rig.renders.at(-1)).toBe('microphone waiting');
    expect(rig.elements.liveAudio.map(({ volume }) => volume)).toEqual([0.25]);
    expect(rig.media.volumeOf(microphone)).toBe(0.25);
    rig.media.remove('p1');
    expect(rig.media.volumeOf(microphone)).toBe(1);
  });

  it('can at least be silenced where the browser ignores volume', () => {
    const rig = createRig({ ignoresVolume: true });
    rig.publish(microphone);
    const [element] = rig.elements.audio;
    rig.media.setVolume(microphone, 0);
    expect(element).toMatchObject({ volume: 1, muted: true, audible: false });
    rig.media.setVolume(microphone, 0.3);
    expect(element).toMatchObject({ volume: 1, muted: false });
    expect(rig.media.volumeOf(microphone)).toBe(0.3);
  });

  it.each([-0.1, 1.1, Number.NaN, Infinity])('refuses the volume %d', (volume) => {
    const rig = createRig();
    expect(() => {
      rig.media.setVolume(microphone, volume);
    }).toThrow(expect.objectContaining({ code: 'invalid-argument' }));
    expect(rig.media.volumeOf(microphone)).toBe(1);
  });

  it('has no element where an SDK plays by itself', () => {
    const rig = createRig({ playerOf: () => 'sdk' });
    const track = rig.publish(microphone);
    rig.media.setVolume(microphone, 0.5);
    expect(rig.elements.audio).toEqual([]);
    expect(rig.media.streamOf(microphone).getTracks()).toEqual([track]);
    expect([rig.renders, rig.volumes]).toEqual([['microphone playing'], ['p1 microphone 0.5']]);
  });

  it('moves between an element and an SDK with its track, keeps its volume and is heard once', async () => {
    let player: 'element' | 'sdk' = 'element';
    const rig = createRig({ playerOf: () => player });
    rig.publish(microphone);
    rig.media.setVolume(microphone, 0.5);
    await rig.clock.settle();
    expect(rig.elements.liveAudio).toHaveLength(1);
    player = 'sdk';
    rig.media.setTrack(microphone, rig.track('audio'));
    expect([rig.elements.liveAudio, rig.renders.at(-1)]).toEqual([[], 'microphone playing']);
    player = 'element';
    rig.media.setTrack(microphone, rig.track('audio'));
    await rig.clock.settle();
    expect(rig.elements.liveAudio).toHaveLength(1);
    expect(rig.elements.liveAudio[0]).toMatchObject({ volume: 0.5, audible: true });
    rig.media.dispose();
    expect(rig.leaks()).toEqual(noLeaks);
  });

  it('is heard once where everybody has the same mix', async () => {
    const rig = createRig({ playerOf: () => 'mix' });
    const mix = rig.track('audio');
    for (const key of [microphone, otherMicrophone]) {
      rig.media.setExpected(key, true);
      rig.media.setTrack(key, mix);
    }
    await rig.clock.settle();
    expect(rig.elements.liveAudio).toHaveLength(1);
    expect(rig.renders.filter((render) => render === 'microphone playing')).toHaveLength(2);
    rig.media.remove('p1');
    expect(rig.elements.liveAudio).toHaveLength(1);
    const next = rig.track('audio');
    rig.media.setTrack(otherMicrophone, next);
    expect(rig.elements.liveAudio).toHaveLength(1);
    expect(rig.elements.liveAudio[0]?.srcObject).toHaveProperty('active', true);
    expect(() => {
      rig.media.setVolume(otherMicrophone, 0.5);
    }).toThrow(expect.objectContaining({ code: 'unsupported' }));
    rig.media.dispose();
    expect(rig.leaks()).toEqual(noLeaks);
  });
});

describe('a sound whose player changes', () => {
  it('is heard once where everybody is mixed from then on', async () => {
    let player: 'element' | 'mix' = 'element';
    const rig = createRig({ playerOf: () => player });
    for (const key of [microphone, otherMicrophone]) rig.publish(key);
    player = 'mix';
    const mix = rig.track('audio');
    for (const key of [microphone, otherMicrophone]) rig.media.setTrack(key, mix);
    await rig.clock.settle();
    expect(rig.elements.liveAudio).toHaveLength(1);
  });
});

describe('refused sound', () => {
  it('is one state, whatever the number of elements, and plays after resume in a gesture', async () => {
    const rig = createRig({ playbackBlocked: true });
    rig.publish(microphone);
    rig.publish(otherMicrophone);
    await rig.clock.settle();
    expect([rig.blocked, rig.media.playback.blocked]).toEqual([[true], true]);
    expect(rig.renders).toEqual(['microphone waiting', 'microphone waiting']);
    await expect(rig.media.playback.resume()).rejects.toMatchObject({ code: 'playback-blocked' });
    expect(rig.blocked).toEqual([true]);
    rig.elements.gesture();
    await rig.media.playback.resume();
    expect([rig.blocked, rig.media.playback.blocked]).toEqual([[true, false], false]);
    expect(rig.elements.liveAudio.map(({ audible }) => audible)).toEqual([true, true]);
    expect(rig.renders.at(-1)).toBe('microphone playing');
    expect(rig.clock.pending).toBe(0);
    await rig.media.playback.resume();
  });

  it('asks for play inside the gesture, before anything is awaited', async () => {
    const rig = createRig({ playbackBlocked: true });
    rig.publish(microphone);
    await rig.clock.settle();
    const [element] = rig.elements.audio;
    const before = element?.plays ?? 0;
    rig.elements.gesture();
    const resumed = rig.media.playback.resume();
    expect(element?.plays).toBe(before + 1);
    await resumed;
  });

  it('is over when the refused element is not needed any more', async () => {
    const rig = createRig({ playbackBlocked: true });
    rig.publish(microphone);
    await rig.clock.settle();
    rig.media.remove('p1');
    expect(rig.blocked).toEqual([true, false]);
    await rig.media.playback.resume();
  });

  it('that is told too late for an element that is gone does not count', async () => {
    const rig = createRig({ playbackBlocked: true });
    rig.publish(microphone);
    rig.media.remove('p1');
    await rig.clock.settle();
    expect(rig.blocked).toEqual([]);
  });

  it('of a picture, as phones that save power refuse it, is over when the element is detached', async () => {
    const rig = createRig();
    rig.publish(camera);
    const view = rig.elements.createView();
    view.play = () => Promise.reject(new DOMException('Low power', 'NotAllowedError'));
    const detach = rig.media.attach(camera, view);
    await rig.clock.settle();
    expect([rig.blocked, rig.renders]).toEqual([[true], ['camera waiting']]);
    detach();
    expect(rig.blocked).toEqual([true, false]);
  });

  it('of a picture is over while it has no track', async () => {
    const rig = createRig();
    rig.publish(camera);
    const view = rig.elements.createView();
    view.play = () => Promise.reject(new DOMException('Low power', 'NotAllowedError'));
    rig.media.attach(camera, view);
    await rig.clock.settle();
    rig.media.setTrack(camera, undefined);
    await rig.clock.settle();
    expect(rig.blocked).toEqual([true, false]);
  });

  it('ignores a play that a change of track aborts', async () => {
    const rig = createRig();
    rig.publish(microphone);
    const [element] = rig.elements.audio;
    if (element) element.abortNextPlay = true;
    rig.media.setTrack(microphone, rig.track('audio'));
    await rig.clock.settle();
    expect([rig.blocked, rig.reportedErrors]).toEqual([[], []]);
  });

  it('reports what it does not know', async () => {
    const rig = createRig();
    rig.publish(camera);
    const view = rig.elements.createView();
    const broken = new DOMException('no decoder', 'NotSupportedError');
    view.play = () => Promise.reject(broken);
    rig.media.attach(camera, view);
    await rig.clock.settle();
    expect(rig.reportedErrors).toEqual([broken]);
  });

  it('does not wait for ever for an element that is allowed to play and has no media yet', async () => {
    const rig = createRig({ playbackBlocked: true });
    rig.publish(microphone);
    await rig.clock.settle();
    const [element] = rig.elements.audio;
    if (element) element.play = () => new Promise(() => undefined);
    const resumed = rig.media.playback.resume();
    await rig.clock.advance(1_000);
    await resumed;
    expect(rig.blocked).toEqual([true, false]);
  });

  it('of an SDK is resumed with the rest', async () => {
    let blocked = true;
    const rig = createRig({
      sdkOutputs: [
        {
          get blocked() {
            return blocked;
          },
          resume: () => {
            blocked = false;
            return Promise.resolve();
          },
          setSpeaker: () => Promise.resolve(),
        },
      ],
    });
    expect(rig.media.playback.blocked).toBe(true);
    await rig.media.playback.resume();
    expect(rig.media.playback.blocked).toBe(false);
  });
});

describe('the loudspeaker', () => {
  it('is the chosen one for every element, now and later', async () => {
    const rig = createRig();
    rig.publish(microphone);
    await rig.media.playback.setSpeaker('speaker-2');
    rig.publish(otherMicrophone);
    await rig.clock.settle();
    expect(rig.elements.liveAudio.map(({ sinkId }) => sinkId)).toEqual(['speaker-2', 'speaker-2']);
    expect(rig.media.playback.speakerId).toBe('speaker-2');
  });

  it('is the same for SDKs that play by themselves, and the old one for all where one refuses', async () => {
    const speakers: [string, string] = ['', ''];
    const sdk = (index: 0 | 1, refused: string) => ({
      blocked: false,
      resume: () => Promise.resolve(),
      setSpeaker(deviceId: string) {
        if (deviceId === refused) return Promise.reject(new RtcError({ code: 'unknown', message: 'No.' }));
        speakers[index] = deviceId;
        return Promise.resolve();
      },
    });
    const rig = createRig({ sdkOutputs: [sdk(0, 'none'), sdk(1, 'speaker-2')] });
    rig.publish(microphone);
    await rig.media.playback.setSpeaker('speaker-1');
    expect([speakers, rig.media.playback.speakerId]).toEqual([['speaker-1', 'speaker-1'], 'speaker-1']);
    await expect(rig.media.playback.setSpeaker('speaker-2')).rejects.toMatchObject({ code: 'unknown' });
    expect([speakers, rig.media.playback.speakerId]).toEqual([['speaker-1', 'speaker-1'], 'speaker-1']);
    expect(rig.elements.liveAudio[0]?.sinkId).toBe('speaker-1');
    rig.devices.unplug('speaker-1');
    await rig.clock.settle();
    expect(speakers).toEqual(['', '']);
  });

  it('warns of an SDK that does not go back to the default one when the chosen one is unplugged', async () => {
    const rig = createRig({
      sdkOutputs: (['unknown', 'aborted'] as const).map((code) => ({
        blocked: false,
        resume: () => Promise.resolve(),
        setSpeaker: (deviceId: string) =>
          deviceId === '' ? Promise.reject(new RtcError({ code, message: 'No.' })) : Promise.resolve(),
      })),
    });
    await rig.media.playback.setSpeaker('speaker-1');
    rig.devices.unplug('speaker-1');
    await rig.clock.settle();
    expect(rig.warnings).toMatchObject([{ code: 'unknown' }]);
  });

  it('stays what it was when the new one cannot be used', async () => {
    const rig = createRig();
    rig.publish(microphone);
    await rig.media.playback.setSpeaker('speaker-1');
    await expect(rig.media.playback.setSpeaker('gone')).rejects.toMatchObject({ code: 'device-not-found' });
    expect(rig.media.playback.speakerId).toBe('speaker-1');
    expect(rig.elements.liveAudio[0]?.sinkId).toBe('speaker-1');
  });

  it('is the default one while the chosen one is unplugged, and the chosen one again after', async () => {
    const rig = createRig();
    rig.publish(microphone);
    await rig.media.playback.setSpeaker('speaker-2');
    rig.devices.unplug('speaker-2');
    await rig.clock.settle();
    expect([rig.elements.liveAudio[0]?.sinkId, rig.media.playback.speakerId]).toEqual(['', '']);
    rig.devices.plug({ kind: 'audiooutput', deviceId: 'speaker-2' });
    await rig.clock.settle();
    expect([rig.elements.liveAudio[0]?.sinkId, rig.media.playback.speakerId]).toEqual([
      'speaker-2',
      'speaker-2',
    ]);
  });

  it('is applied again to every element after each change of devices', async () => {
    const rig = createRig();
    rig.publish(microphone);
    await rig.media.playback.setSpeaker('speaker-2');
    const [element] = rig.elements.liveAudio;
    if (element) element.sinkId = 'changed by the browser';
    rig.devices.plug({ kind: 'audioinput', deviceId: 'mic-3' });
    await rig.clock.settle();
    expect(element?.sinkId).toBe('speaker-2');
  });

  it('is what was chosen last', async () => {
    const rig = createRig();
    rig.publish(microphone);
    await Promise.all([
      rig.media.playback.setSpeaker('speaker-1'),
      rig.media.playback.setSpeaker('speaker-2'),
    ]);
    await rig.clock.settle();
    expect(rig.elements.liveAudio[0]?.sinkId).toBe('speaker-2');
    await rig.media.playback.setSpeaker('');
    await rig.clock.settle();
    expect([rig.elements.liveAudio[0]?.sinkId, rig.devices.listenerCount]).toEqual(['', 0]);
  });

  it('is what was chosen last, also when the browser is slower with what was chosen first', async () => {
    const slow: (() => void)[] = [];
    const rig = createRig({
      wrap: (environment) => ({
        ...environment,
        createAudioElement() {
          const element = environment.createAudioElement();
          return Object.assign(element, {
            setSinkId: (id: string) =>
              id === 'speaker-1' ? new Promise<void>((resolve) => slow.push(resolve)) : Promise.resolve(),
          });
        },
      }),
    });
    const first = rig.media.playback.setSpeaker('speaker-1');
    await rig.media.playback.setSpeaker('speaker-2');
    for (const answer of slow) answer();
    await first;
    expect(rig.media.playback.speakerId).toBe('speaker-2');
  });

  it('is not given to an element that is not needed any more', async () => {
    const rig = createRig();
    rig.publish(microphone);
    const [element] = rig.elements.audio;
    rig.media.clear(microphone);
    await rig.media.playback.setSpeaker('speaker-1');
    await rig.clock.settle();
    expect(element?.sinkId).toBe('');
  });

  it('cannot be chosen in some browsers', async () => {
    const rig = createRig({ canChooseSpeaker: false });
    await expect(rig.media.playback.setSpeaker('speaker-1')).rejects.toMatchObject({ code: 'not-supported' });
  });
});

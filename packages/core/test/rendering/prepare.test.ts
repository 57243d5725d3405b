import { describe, expect, it } from 'vitest';
import { noLeaks } from '../../src/testing.ts';
import { createRig, microphone, otherMicrophone } from './rig.ts';

describe('a sound that is prepared', () => {
  it('plays unheard, and takes over in the task in which the other one falls silent', async () => {
    const rig = createRig();
    rig.publish(microphone);
    rig.media.setVolume(microphone, 0.5);
    await rig.clock.settle();
    const next = rig.track('audio');
    await rig.media.prepare(microphone, next);
    const [one, other] = rig.elements.audio;
    expect([one?.audible, other?.paused, other?.audible]).toEqual([true, false, false]);
    rig.media.setTrack(microphone, next);
    expect([one?.audible, one?.srcObject, other?.audible, other?.volume]).toEqual([false, null, true, 0.5]);
    expect(rig.media.streamOf(microphone).getTracks()).toEqual([next]);
    await rig.clock.settle();
    expect(rig.renders.at(-1)).toBe('microphone playing');
    const later = rig.track('audio');
    rig.media.setTrack(microphone, later);
    expect([rig.elements.liveAudio.length, other?.audible]).toEqual([1, true]);
    expect(rig.media.streamOf(microphone).getTracks()).toEqual([later]);
    expect(other?.srcObject).toHaveProperty('history', [`add ${later.id}`, `remove ${next.id}`]);
  });

  it('does not take over from a track that it was not prepared for', async () => {
    const rig = createRig();
    rig.publish(microphone);
    await rig.media.prepare(microphone, rig.track('audio'));
    const another = rig.track('audio');
    rig.media.setTrack(microphone, another);
    await rig.clock.settle();
    expect(rig.elements.audio.map(({ audible }) => audible)).toEqual([true, false]);
    expect(rig.elements.audio[0]?.srcObject).toBe(rig.media.streamOf(microphone));
    expect(rig.media.streamOf(microphone).getTracks()).toEqual([another]);
  });

  it('is not heard where an SDK plays the track by then', async () => {
    let player: 'element' | 'sdk' = 'element';
    const rig = createRig({ playerOf: () => player });
    rig.publish(microphone);
    const next = rig.track('audio');
    await rig.media.prepare(microphone, next);
    player = 'sdk';
    rig.media.setTrack(microphone, next);
    await rig.clock.settle();
    expect(rig.elements.audio.map(({ audible }) => audible)).toEqual([false, false]);
    expect(rig.renders.at(-1)).toBe('microphone playing');
  });

  it('that finds no output waits for that of the one before, and may lose it as any other', async () => {
    const rig = createRig();
    rig.elements.outputs = 1;
    rig.publish(microphone);
    await rig.clock.settle();
    const next = rig.track('audio');
    void rig.media.prepare(microphone, next);
    await rig.clock.settle();
    rig.media.setTrack(microphone, next);
    await rig.clock.settle();
    expect(rig.renders).toEqual([
      'microphone waiting',
      'microphone playing',
      'microphone waiting',
      'microphone playing',
    ]);
    rig.publish(otherMicrophone);
    rig.renders.length = 0;
    rig.media.spoke('p2');
    expect(rig.renders).toContain('microphone not-playing: outputs');
  });

  it('says nothing of itself before it takes over', async () => {
    const rig = createRig();
    rig.publish(microphone);
    await rig.clock.settle();
    const next = rig.track('audio');
    await rig.media.prepare(microphone, next);
    const [one, other] = rig.elements.audio;
    rig.renders.length = 0;
    other?.stopFromOutside();
    await rig.clock.settle();
    expect(rig.renders).toEqual([]);
    one?.stopFromOutside();
    await rig.clock.settle();
    expect(rig.renders).toEqual(['microphone interrupted']);
    await rig.media.prepare(microphone, next);
    await rig.clock.settle();
    expect(rig.renders).toEqual(['microphone interrupted']);
  });

  it('is let go of where another track comes, or none, or its person leaves', async () => {
    const rig = createRig();
    rig.publish(microphone);
    await rig.media.prepare(microphone, rig.track('audio'));
    await rig.media.prepare(microphone, undefined);
    expect(rig.elements.liveAudio).toHaveLength(1);
    await rig.media.prepare(microphone, rig.track('audio'));
    await rig.media.prepare(microphone, rig.track('audio'));
    expect(rig.elements.liveAudio).toHaveLength(2);
    rig.media.dispose();
    expect(rig.elements.liveAudio).toEqual([]);
    expect(rig.leaks().audioElements).toBe(noLeaks.audioElements);
  });

  it('needs nothing for a source that nobody hears yet', async () => {
    const rig = createRig();
    await rig.media.prepare(microphone, rig.track('audio'));
    expect(rig.elements.audio).toEqual([]);
  });

  it('is playing once it has taken over and the browser says so, and waiting where it stops', async () => {
    const rig = createRig();
    rig.publish(microphone);
    await rig.clock.settle();
    const next = rig.track('audio');
    await rig.media.prepare(microphone, next);
    rig.media.setTrack(microphone, next);
    await rig.clock.settle();
    const [, other] = rig.elements.audio;
    other?.pause();
    await rig.clock.advance(1_000);
    expect(rig.renders.at(-1)).toBe('microphone interrupted');
    await rig.media.playback.resume();
    expect(rig.renders.at(-1)).toBe('microphone playing');
  });
});

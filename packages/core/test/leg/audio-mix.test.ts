import { describe, expect, it } from 'vitest';
import { createAudioMix } from '../../src/leg/audio-mix.ts';
import { createFakeEnvironment } from '../../src/testing/create-fake-environment.ts';
import { FakeMediaStreamTrack } from '../../src/testing/fake-track.ts';
import { noLeaks } from '../../src/testing/leak-report.ts';
import { settle } from '../../src/testing/settle.ts';

function createRig(options?: Parameters<typeof createFakeEnvironment>[0]) {
  const world = createFakeEnvironment(options);
  const warnings: unknown[] = [];
  const mix = createAudioMix(world.environment, { warn: (cause) => warnings.push(cause) });
  const sound = (): FakeMediaStreamTrack =>
    world.tracks.create({ kind: 'audio', origin: 'device', label: 'a microphone' });
  /** Mixes those, and gives the output. */
  function set(...inputs: Parameters<typeof mix.set>[0]): FakeMediaStreamTrack {
    const track = mix.set(inputs);
    if (!(track instanceof FakeMediaStreamTrack)) throw new TypeError('There is no output.');
    return track;
  }
  return { ...world, warnings, mix, sound, set };
}

describe('a mix', () => {
  it('holds nothing without an input, and lets go of all with the last one', async () => {
    const { mix, set, sound, audioContexts, leaks } = createRig();
    expect(mix.set([])).toBeUndefined();
    expect(audioContexts).toHaveLength(0);
    const input = sound();
    const output = set({ track: input, open: true });
    expect(mix.set([])).toBeUndefined();
    await settle();
    expect([output.readyState, audioContexts[0]?.state]).toEqual(['ended', 'closed']);
    // What was given is its owner's.
    expect(input.readyState).toBe('live');
    input.stop();
    expect(leaks()).toEqual(noLeaks);
  });

  it('keeps its output while inputs come, go and change', () => {
    const { set, sound, audioContexts } = createRig();
    const [one, other, third] = [sound(), sound(), sound()];
    const output = set({ track: one, open: true });
    expect(set({ track: one, open: true }, { track: other, open: true })).toBe(output);
    expect(set({ track: third, open: true })).toBe(output);
    expect(audioContexts).toHaveLength(1);
  });

  it('is heard by the gates of its inputs, each for itself', () => {
    const { set, sound } = createRig();
    const [own, film] = [sound(), sound()];
    const output = set({ track: own, open: false }, { track: film, open: false });
    expect(output.emits).toBe(false);
    set({ track: own, open: false }, { track: film, open: true });
    expect(output.emits).toBe(true);
    film.stop();
    expect(output.emits).toBe(false);
    set({ track: own, open: true }, { track: film, open: true });
    expect(output.emits).toBe(true);
    // What is taken out is out, although it was open.
    set({ track: film, open: true });
    expect(output.emits).toBe(false);
  });
});

import { expect, it } from 'vitest';
import { SoundOrMemory, type Stretch } from '../src/browser/measure/sound-or-memory.ts';

function heard(stretches: readonly (readonly [seconds: number, energy: number, packets: number])[]): unknown {
  const watch = new SoundOrMemory();
  return stretches.map(([seconds, energy, packets]) =>
    watch.look({ seconds, energy, packets } satisfies Stretch),
  );
}

it('calls what falls away the memory of the meter, also where packets go again', () => {
  // Measured after a mute: no packet goes for a while, then one of comfort noise.
  const measured = [
    [0.12, 2.8e-5, 0],
    [0.12, 1.38e-6, 0],
    [0.12, 6.2e-8, 2],
    [0.12, 0, 1],
  ] as const;
  expect(heard(measured)).toEqual(['memory', 'memory', 'memory', 'silence']);
});

it('calls a steady tone sound from the second stretch on', () => {
  const tone = [0.12, 0.0192, 6] as const;
  expect(heard([tone, tone, tone])).toEqual(['memory', 'sound', 'sound']);
});

it('hears a short sound after silence', () => {
  expect(
    heard([
      [0.12, 0, 1],
      [0.12, 0.001, 6],
    ]),
  ).toEqual(['silence', 'sound']);
});

it('does not compare stretches that the meter may hold one sample over', () => {
  expect(
    heard([
      [0.05, 0.008, 2],
      [0.12, 0.0192, 6],
      [0.05, 0.008, 3],
      [0.13, 0.001, 6],
    ]),
  ).toEqual(['too-short', 'memory', 'too-short', 'memory']);
});

it('calls what is taken and not sent no sound', () => {
  expect(
    heard([
      [0.12, 0.0192, 0],
      [0.12, 0.0192, 0],
    ]),
  ).toEqual(['memory', 'memory']);
});

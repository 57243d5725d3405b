import { expect, test } from 'vitest';
import { createGate } from '../src/capture/gate.ts';

const rounds = 40;
const warmUp = 5;

interface Comparison {
  /** How often it is done in one round, so that a round is long against the clock's steps of 0.1 ms. */
  readonly times: number;
  readonly name: string;
  readonly baseline: string;
  readonly plain: (track: MediaStreamTrack) => void;
  readonly gated: (track: MediaStreamTrack) => void;
}

const gate = createGate({});
gate.set(true);
const family = {
  plain: new Map<MediaStreamTrack, MediaStreamTrack>(),
  gated: new Map<MediaStreamTrack, MediaStreamTrack>(),
};

/** One clone for as long as the page lives. */
function kept(way: keyof typeof family, track: MediaStreamTrack): MediaStreamTrack {
  const known = family[way].get(track);
  if (known) return known;
  const made = way === 'plain' ? track.clone() : gate.hand(track).track;
  family[way].set(track, made);
  return made;
}

const comparisons: readonly Comparison[] = [
  {
    times: 100,
    name: 'handing out a gated clone, and ending it',
    baseline: 'a plain clone, and ending it',
    plain: (track) => {
      track.clone().stop();
    },
    gated: (track) => {
      gate.hand(track).stop();
    },
  },
  {
    times: 50_000,
    name: "a vendor's write of `enabled` to a gated clone",
    baseline: 'the same to a plain clone',
    plain: (track) => {
      kept('plain', track).enabled = true;
    },
    gated: (track) => {
      kept('gated', track).enabled = true;
    },
  },
];

/** Microseconds for one, wall clock. */
function timeOf(
  run: (track: MediaStreamTrack) => void,
  { times, track }: { readonly times: number; readonly track: MediaStreamTrack },
): number {
  const began = performance.now();
  for (let index = 0; index < times; index += 1) run(track);
  return ((performance.now() - began) * 1000) / times;
}

const at = (values: readonly number[], part: number): number =>
  [...values].sort((one, other) => one - other)[Math.floor(values.length * part)] ?? Number.NaN;

function compare(
  { plain, gated, times }: Comparison,
  track: MediaStreamTrack,
): readonly (readonly [number, number])[] {
  const measured: (readonly [number, number])[] = [];
  for (let round = 0; round < rounds + warmUp; round += 1) {
    // In turns, so that whatever else the machine does meets both.
    const isEven = round % 2 === 0;
    const first = timeOf(isEven ? plain : gated, { times, track });
    const second = timeOf(isEven ? gated : plain, { times, track });
    if (round >= warmUp) measured.push(isEven ? [first, second] : [second, first]);
  }
  return measured;
}

async function tracks(): Promise<readonly MediaStreamTrack[]> {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true, video: true });
  return stream.getTracks();
}

// Figures to read, not to pass: only that something was measured is checked.
test('the gate against a plain clone, side by side', async () => {
  const lines: string[] = [];
  for (const track of await tracks()) {
    for (const comparison of comparisons) {
      const measured = compare(comparison, track);
      const ratios = measured.map(([plain, gated]) => gated / plain);
      const ratio = at(ratios, 0.5);
      expect([comparison.name, Number.isFinite(ratio)]).toEqual([comparison.name, true]);
      const base = at(
        measured.map(([plain]) => plain),
        0.5,
      );
      const spread = `${at(ratios, 0.1).toFixed(2)} to ${at(ratios, 0.9).toFixed(2)}`;
      lines.push(
        `| ${track.kind}: ${comparison.name} | ${comparison.baseline}, ${base.toFixed(2)} µs each | ${ratio.toFixed(2)} | ${spread} | ${String(rounds)} |`,
      );
    }
    track.stop();
  }
  console.log(
    [
      '| what | baseline (wall clock) | ratio | 10 % to 90 % | rounds |',
      '|---|---|---|---|---|',
      ...lines,
    ].join('\n'),
  );
});

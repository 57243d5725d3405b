import { describe, expect, it } from 'vitest';
import { createActiveSpeaker } from '../../src/levels/active-speaker.ts';
import { createSpeech } from '../../src/levels/speech.ts';
import { rootMeanSquare } from '../../src/levels/probe.ts';

type Script = readonly { readonly forMs: number; readonly levels: Readonly<Record<string, number>> }[];

/** Who was active, without repetition, after 50 ms steps of a script. */
function play(script: Script): (string | undefined)[] {
  const speaker = createActiveSpeaker();
  const seen: (string | undefined)[] = [];
  let nowMs = 1_000;
  for (const { forMs, levels } of script) {
    for (let passedMs = 0; passedMs < forMs; passedMs += 50) {
      nowMs += 50;
      const all = Object.entries(levels).map(
        ([id, level]) => [id, { level, speaking: level > 0.02 }] as const,
      );
      const active = speaker.update(new Map(all), nowMs);
      if (seen.length === 0 || seen.at(-1) !== active) seen.push(active);
    }
  }
  return seen;
}

const table: readonly {
  readonly what: string;
  readonly script: Script;
  readonly seen: (string | undefined)[];
}[] = [
  { what: 'nobody', script: [{ forMs: 500, levels: { ann: 0.01 } }], seen: [undefined] },
  { what: 'the louder of two', script: [{ forMs: 500, levels: { ann: 0.1, ben: 0.3 } }], seen: ['ben'] },
  {
    what: 'a cough does not take over',
    script: [
      { forMs: 1_000, levels: { ann: 0.2, ben: 0 } },
      { forMs: 200, levels: { ann: 0.2, ben: 0.9 } },
      { forMs: 1_000, levels: { ann: 0.2, ben: 0 } },
    ],
    seen: ['ann'],
  },
  {
    what: 'somebody only a little louder does not take over',
    script: [
      { forMs: 1_000, levels: { ann: 0.2, ben: 0 } },
      { forMs: 3_000, levels: { ann: 0.2, ben: 0.25 } },
    ],
    seen: ['ann'],
  },
  {
    what: 'somebody clearly louder takes over',
    script: [
      { forMs: 1_000, levels: { ann: 0.1, ben: 0 } },
      { forMs: 1_000, levels: { ann: 0.1, ben: 0.4 } },
    ],
    seen: ['ann', 'ben'],
  },
  {
    what: 'a pause keeps the speaker, a long one ends it',
    script: [
      { forMs: 500, levels: { ann: 0.2 } },
      { forMs: 1_500, levels: { ann: 0 } },
      { forMs: 500, levels: { ann: 0.2 } },
      { forMs: 2_500, levels: { ann: 0 } },
    ],
    seen: ['ann', undefined],
  },
  {
    what: 'one who left makes room at once',
    script: [
      { forMs: 500, levels: { ann: 0.5, ben: 0.1 } },
      { forMs: 50, levels: { ben: 0.1 } },
      { forMs: 50, levels: {} },
    ],
    seen: ['ann', 'ben', undefined],
  },
];

describe('the active speaker', () => {
  it.each(table)('$what', ({ script, seen }) => {
    expect(play(script)).toEqual(seen);
  });
});

describe('speech', () => {
  it('is no click, and goes on over a gap between words', () => {
    const speech = createSpeech();
    expect(speech.update(0.5, 0)).toBe(false);
    expect(speech.update(0, 50)).toBe(false);
    expect(speech.update(0.5, 100)).toBe(false);
    expect(speech.update(0.5, 200)).toBe(true);
    expect(speech.update(0, 300)).toBe(true);
    expect(speech.update(0.02, 600)).toBe(true);
    expect(speech.update(0, 700)).toBe(true);
    expect(speech.update(0, 1_200)).toBe(false);
  });

  it('begins at the level at which it begins, and ends below the one at which it ends', () => {
    const speech = createSpeech();
    speech.update(0.03, 0);
    expect(speech.update(0.03, 100)).toBe(true);
    speech.update(0.015, 200);
    expect(speech.update(0.015, 5_000)).toBe(true);
    speech.update(0.0149, 5_050);
    expect(speech.update(0.0149, 5_550)).toBe(false);
  });

  it('is measured as the browser measures it', () => {
    expect(rootMeanSquare(new Float32Array([1, -1, 1, -1]))).toBe(1);
    expect(rootMeanSquare(new Float32Array([0.5, 0, -0.5, 0]))).toBeCloseTo(0.3536, 3);
    expect(rootMeanSquare(new Float32Array(4))).toBe(0);
  });
});

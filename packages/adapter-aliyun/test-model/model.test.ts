import { Counts, search } from '@jackfield/model';
import { expect, it } from 'vitest';
import { doubleGame } from './double-game.ts';

const { JACKFIELD_SEED, JACKFIELD_SOAK_MINUTES, JACKFIELD_BUDGET_SECONDS } = process.env;
// The lane plays the same scenarios at every commit; a soak searches anew.
const usual = JACKFIELD_BUDGET_SECONDS ? 7_000_000 : Date.now() % 1_000_000_000;
const first = Number(JACKFIELD_SEED ?? usual);
const seconds = JACKFIELD_SOAK_MINUTES ? 60 * Number(JACKFIELD_SOAK_MINUTES) : JACKFIELD_BUDGET_SECONDS;
const untilMs = Date.now() + 1_000 * Number(seconds ?? 10);
const chunk = 50;

it(`keeps what must hold at the vendor, whatever happens in whatever order (seed ${String(first)})`, async () => {
  const counts = new Counts();
  for (let seed = first; seed === first || Date.now() < untilMs; seed += 1)
    expect(await search(doubleGame, { seed, runs: chunk, counts })).toBeUndefined();
  for (const [name, times] of Object.entries(counts.toJSON())) console.info(String(times).padStart(8), name);
}, 3_600_000);

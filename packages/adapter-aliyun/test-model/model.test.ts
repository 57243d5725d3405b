import { Counts, rigGame, search } from '@jackfield/model';
import { expect, it } from 'vitest';
import { DoubleConnection } from '../test-contract/double/double-sender.ts';
import { doubleRigs } from '../test-contract/double-rig.ts';

// Whether calls are possible is asked of the page; Node is none.
Object.assign(globalThis, { RTCPeerConnection: DoubleConnection });

// What calls are made of is loaded in real time, of which the clocks of the rigs know nothing.
const rig = await doubleRigs.create();
await rig.bare();
await rig.dispose();

const { JACKFIELD_SEED, JACKFIELD_SOAK_MINUTES, JACKFIELD_BUDGET_SECONDS } = process.env;
const first = Number(JACKFIELD_SEED ?? Date.now() % 1_000_000_000);
const seconds = JACKFIELD_SOAK_MINUTES ? 60 * Number(JACKFIELD_SOAK_MINUTES) : JACKFIELD_BUDGET_SECONDS;
const untilMs = Date.now() + 1_000 * Number(seconds ?? 10);
const chunk = 50;

it(`keeps what must hold at the vendor, whatever happens in whatever order (seed ${String(first)})`, async () => {
  const game = rigGame(doubleRigs);
  const counts = new Counts();
  for (let seed = first; seed === first || Date.now() < untilMs; seed += 1)
    expect(await search(game, { seed, runs: chunk, counts })).toBeUndefined();
  for (const [name, times] of Object.entries(counts.toJSON())) console.info(String(times).padStart(8), name);
}, 3_600_000);

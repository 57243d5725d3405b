import { rigGame, search } from '@jackfield/model';
import { expect, it } from 'vitest';
import { DoubleConnection } from '../test-contract/double/double-sender.ts';
import { doubleRigs } from '../test-contract/double-rig.ts';

// Whether calls are possible is asked of the page; Node is none.
Object.assign(globalThis, { RTCPeerConnection: DoubleConnection });

// What calls are made of is loaded in real time, of which the clocks of the rigs know nothing.
const rig = await doubleRigs.create();
await rig.bare();
await rig.dispose();

const { JACKFIELD_SEED, JACKFIELD_SOAK_MINUTES } = process.env;
const first = Number(JACKFIELD_SEED ?? Date.now() % 1_000_000_000);
const untilMs = Date.now() + 60_000 * Number(JACKFIELD_SOAK_MINUTES ?? 0.3);
const chunk = 50;

it(`keeps what must hold at the vendor, whatever happens in whatever order (seed ${String(first)})`, async () => {
  const game = rigGame(doubleRigs);
  for (let seed = first; seed === first || Date.now() < untilMs; seed += 1)
    expect(await search(game, { seed, runs: chunk })).toBeUndefined();
}, 3_600_000);

import { createFakeCloud, fake } from '@jackfield/adapter-fake';
import { createSession } from '@jackfield/core';
import { expect, it, vi } from 'vitest';
import { failover, followRoutes } from '../src/failover.ts';
import { platformClock } from '../src/rooms/platform-clock.ts';
import { createFailoverRig } from './failover-rig.ts';

/** More than a platform's timer takes, which then waits for nothing at all. */
const long = 2 ** 31 + 5_000;

it('a time of a room that no timer can hold is a long one, and not none', async () => {
  vi.useFakeTimers();
  try {
    const passed: number[] = [];
    for (const ms of [2 ** 31 - 1, long, 1e15]) platformClock.after(ms, () => passed.push(ms));
    await vi.advanceTimersByTimeAsync(24 * 60 * 60 * 1_000);
    expect(passed).toEqual([]);
  } finally {
    vi.useRealTimers();
  }
});

it('a policy whose bounds no timer can hold neither passes a route over nor loses one', async () => {
  const cloud = createFakeCloud();
  const spare = createFakeCloud();
  const [a, b] = [fake(cloud, { name: 'a' }), fake(spare, { name: 'b' })];
  const bounds = { joinMs: long, interruptionMs: long, handoverMs: long };
  const circuit = { failures: 1, openMs: Number.MAX_VALUE };
  const adapter = failover([a, b], { order: ['a', 'b'], ...bounds, circuit });
  const session = createSession(adapter);
  followRoutes(session, adapter);
  await session.join({ room: 'studio', userId: 'ann' });
  const homes = (): unknown => [cloud.room('studio').userIds, spare.room('studio').userIds];
  expect(homes()).toEqual([['ann'], []]);
  const states: string[] = [];
  session.on('state-changed', ({ state }) => states.push(state.status));
  await cloud.network.cutFor('studio', 'ann', 50);
  await vi.waitFor(() => {
    expect(states).toEqual(['reconnecting', 'joined']);
  });
  expect(homes()).toEqual([['ann'], []]);
  await session.dispose();
});

it('a bound of a policy that is no time at all is refused', () => {
  for (const wrong of [NaN, Infinity, -1, 0])
    for (const name of ['joinMs', 'interruptionMs', 'handoverMs'])
      expect(() => createFailoverRig({ order: ['a', 'b'], [name]: wrong })).toThrow(name);
});

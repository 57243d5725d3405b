import { createFakeCloud, fake } from '@jackfield/adapter-fake';
import { createSession } from '@jackfield/core';
import { createFakeEnvironment } from '@jackfield/core/testing';
import { describe, expect, it } from 'vitest';
import { explainRoute, failover, type FailoverPolicy, type RouteUser } from '../src/failover.ts';

const names = (
  policy: FailoverPolicy,
  user: RouteUser,
  more?: Parameters<typeof explainRoute>[2],
): readonly string[] =>
  explainRoute(policy, user, more).routes.map(({ route, reason }) => `${route} ${reason}`);

describe('why somebody takes a route', () => {
  const user = { userId: 'ann' };

  it('is the order, where nothing else is said', () => {
    expect(names({ order: ['a', 'b'] }, user)).toEqual(['a order', 'b order']);
  });

  it('is a switch that was thrown, or a region', () => {
    const policy = { order: ['a', 'b', 'c'], killed: ['a'], regions: { b: ['eu'] } };
    expect(names(policy, { ...user, region: 'eu' })).toEqual(['b order', 'c order']);
    expect(names(policy, { ...user, region: 'cn' })).toEqual(['c order']);
    const { refused } = explainRoute(policy, user);
    expect(refused.map(({ route, reason }) => [route, reason])).toEqual([
      ['a', 'killed'],
      ['b', 'region'],
    ]);
    expect(refused[1]?.text).toContain('a region that is not known');
  });

  it('is what failed before, and what this call has lost: these come last', () => {
    const circuits = new Map([['a', { failures: 3, openUntil: 5_000 }]]);
    expect(names({ order: ['a', 'b', 'c'] }, user, { circuits, now: 4_000, lost: ['b'] })).toEqual([
      'c order',
      'a circuit-open',
      'b lost',
    ]);
    expect(names({ order: ['a', 'b'] }, user, { circuits, now: 5_000 })).toEqual(['a order', 'b order']);
    expect(explainRoute({ order: ['a'] }, user, { circuits, now: 4_000 }).routes[0]?.text).toBe(
      'a has failed 3 times: for 1 s more it is tried last.',
    );
  });

  it('is a canary, which has who was in it while it grows', () => {
    const users = Array.from({ length: 1_000 }, (_, index) => `user-${String(index)}`);
    const inside = (share: number): readonly string[] =>
      users.filter(
        (userId) => names({ order: ['a', 'b'], weights: { b: share } }, { userId })[0] === 'b canary',
      );
    const [ten, twenty] = [inside(10), inside(20)];
    expect(ten.every((userId) => twenty.includes(userId))).toBe(true);
    expect(inside(0)).toEqual([]);
    expect(inside(100)).toHaveLength(1_000);
    expect(Math.abs(twenty.length - 200)).toBeLessThan(40);
  });

  it('takes a route by its name alone, also one that every object has something of', () => {
    const policy: FailoverPolicy = { order: ['constructor', 'a', 'b'], weights: { b: 100 }, regions: {} };
    expect(names(policy, { userId: 'ann' })).toEqual(['b canary', 'constructor order', 'a order']);
  });

  it('may share out fractions that are everybody together', () => {
    const policy: FailoverPolicy = { order: ['a', 'b', 'c'], weights: { a: 0.2, b: 83.9, c: 15.9 } };
    expect(names(policy, { userId: 'ann' })).toHaveLength(3);
  });

  it('can be drawn by room, so that those who are to meet do', () => {
    const policy: FailoverPolicy = { order: ['a', 'b'], weights: { b: 50 }, drawnBy: 'room' };
    const first = (userId: string, room: string): string => names(policy, { userId, room })[0] ?? '';
    const rooms = Array.from({ length: 50 }, (_, index) => `room-${String(index)}`);
    for (const room of rooms) expect(first('ann', room)).toBe(first('ben', room));
    expect(new Set(rooms.map((room) => first('ann', room))).size).toBe(2);
  });
});

it('a canary of 10 % over 1,000 joins: a tenth, and each user always at the same vendor', async () => {
  const { environment } = createFakeEnvironment();
  const clouds = {
    stable: createFakeCloud({ clock: environment.clock }),
    canary: createFakeCloud({ clock: environment.clock }),
  };
  const adapter = failover(
    [fake(clouds.stable, { name: 'stable' }), fake(clouds.canary, { name: 'canary' })],
    { order: ['stable', 'canary'], weights: { canary: 10 } },
  );
  const joinAll = async (): Promise<readonly string[]> => {
    const found: string[] = [];
    for (let index = 0; index < 1_000; index += 1) {
      const session = createSession(adapter, { environment });
      const userId = `user-${String(index)}`;
      await session.join({ room: userId, userId });
      if (clouds.canary.room(userId).userIds.includes(userId)) found.push(userId);
      await session.dispose();
    }
    return found;
  };
  const found = await joinAll();
  expect(found.length).toBeGreaterThan(80);
  expect(found.length).toBeLessThan(120);
  console.info(`${String(found.length)} of 1,000 joins went to the canary of 10 %`);
  expect(await joinAll()).toEqual(found);
});

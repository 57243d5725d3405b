import { createFakeCloud, fake } from '@jackfield/adapter-fake';
import { createSession } from '@jackfield/core';
import { createFakeEnvironment } from '@jackfield/core/testing';
import { expect, it } from 'vitest';
import { createRoomMoves } from '../src/rooms/create-room-moves.ts';

it.each([0, -1, NaN, Infinity, 600_001])(
  'a move may not take %d milliseconds: nobody else would believe it',
  async (deadlineMs) => {
    const { environment, clock } = createFakeEnvironment();
    const adapter = fake(createFakeCloud({ clock }));
    const session = createSession(adapter, { environment });
    await session.join({ room: 'studio', userId: 'me' });
    const moves = createRoomMoves(session, {
      current: 'here',
      plans: (plan) => (plan === 'here' ? { adapter } : undefined),
      authorizeMove: () => true,
      clock,
    });
    await expect(moves.propose('here', { deadlineMs })).rejects.toMatchObject({ code: 'invalid-argument' });
    moves.stop();
    await session.dispose();
  },
);

it.each(['true', '"no"', '{}'])('only a plain yes moves a session: %s', async (said) => {
  const { environment, clock } = createFakeEnvironment();
  const clouds = { here: createFakeCloud({ clock }), there: createFakeCloud({ clock }) };
  const plans = new Map(
    Object.entries(clouds).map(([name, cloud]) => [name, { adapter: fake(cloud, { name }) }] as const),
  );
  const here = plans.get('here')?.adapter ?? fake(clouds.here);
  const members = ['ann', 'ben'].map((userId) => {
    const session = createSession(here, { environment });
    const moves = createRoomMoves(session, {
      current: 'here',
      plans: (plan) => plans.get(plan),
      authorizeMove: () => JSON.parse(said) as boolean,
      clock,
    });
    return { userId, session, moves };
  });
  for (const { session, userId } of members) await session.join({ room: 'studio', userId });
  await clock.advance(100);
  const proposed = members[0]?.moves.propose('there', { deadlineMs: 1_000 });
  await clock.advance(1_500);
  await proposed;
  expect(members[1]?.moves.state.movingTo).toBe(said === 'true' ? 'there' : undefined);
  for (const { session, moves } of members) {
    moves.stop();
    await session.dispose();
  }
});

import { createFakeCloud, fake } from '@jackfield/adapter-fake';
import { createSession } from '@jackfield/core';
import { createFakeEnvironment } from '@jackfield/core/testing';
import { expect, it, vi } from 'vitest';
import { createRoomMoves } from '../src/rooms/create-room-moves.ts';
import type { RoomMoveOptions } from '../src/rooms/room-moves.ts';
import { moveTopic, writeAnnouncement } from '../src/rooms/parse-announcement.ts';

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

/** Two people in a room, of whom one moves with it and the other sends whatever it likes. */
async function withStranger(given: Partial<RoomMoveOptions>) {
  const { environment, clock } = createFakeEnvironment();
  const adapter = fake(createFakeCloud({ clock }));
  const [ann, eve] = [createSession(adapter, { environment }), createSession(adapter, { environment })];
  const moves = createRoomMoves(ann, {
    current: 'here',
    plans: () => ({ adapter }),
    authorizeMove: () => false,
    clock,
    ...given,
  });
  await ann.join({ room: 'studio', userId: 'ann' });
  await eve.join({ room: 'studio', userId: 'eve' });
  await clock.advance(100);
  return {
    clock,
    moves,
    async says(id: string) {
      const move = { plan: 'there', epoch: 1, id, by: 'eve' };
      const text = writeAnnouncement({ base: 'here', move, status: 'there', decided: false }, 5_000);
      await eve.sendMessage({ topic: moveTopic, text });
      await clock.advance(100);
    },
    async end() {
      moves.stop();
      await ann.dispose();
      await eve.dispose();
    },
  };
}

it('an app is not asked without end about what one person makes up', async () => {
  let asked = 0;
  const room = await withStranger({
    authorizeMove() {
      asked += 1;
      return false;
    },
  });
  for (let number = 0; number < 80; number += 1)
    await room.says(`made-up-${String(number).padStart(2, '0')}`);
  expect(asked).toBe(64);
  await room.end();
});

it('what functions of the app throw is reported, and stops no move', async () => {
  const reported = vi.spyOn(console, 'error').mockReturnValue();
  const wrong = new Error('the app is at fault');
  const fails = (): never => {
    throw wrong;
  };
  const refusing = await withStranger({ authorizeMove: fails });
  await refusing.says('one');
  expect(reported.mock.calls).toEqual([[wrong]]);
  await refusing.end();
  const telling = await withStranger({ onChange: fails, authorizeMove: () => true });
  const proposed = telling.moves.propose('here', { deadlineMs: 600_000 });
  await telling.clock.advance(100);
  // Long before its deadline: the plan is the one that the room is with.
  expect((await proposed).status).toBe('moved');
  expect(reported.mock.calls.length).toBeGreaterThan(1);
  await telling.end();
  reported.mockRestore();
});

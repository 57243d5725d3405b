import { createFakeCloud, fake } from '@jackfield/adapter-fake';
import { createSession } from '@jackfield/core';
import { createFakeEnvironment } from '@jackfield/core/testing';
import { expect, it } from 'vitest';
import { listenAtDoor } from '../src/call/notices/door-sounds.ts';

it('rings for who comes and goes, once for those who come together, and not for who is there already', async () => {
  const world = createFakeEnvironment();
  const cloud = createFakeCloud({ clock: world.clock });
  const room = cloud.room('studio');
  const early = room.addParticipant({ userId: 'early' });
  const session = createSession(fake(cloud), { environment: world.environment });
  const rung: string[] = [];
  let time = 0;
  const undo = listenAtDoor(session, { play: (kind) => rung.push(kind), now: () => time });
  const joined = session.join({ room: 'studio', userId: 'me' });
  await world.clock.advance(1000);
  await joined;
  expect(rung).toEqual([]);
  const heard = async (count: number): Promise<void> => {
    await world.clock.advance(1000);
    expect(session.participants.size).toBe(count);
  };
  room.addParticipant({ userId: 'one' });
  room.addParticipant({ userId: 'two' });
  await heard(3);
  expect(rung).toEqual(['joined']);
  time = 5000;
  early.leave();
  await heard(2);
  expect(rung).toEqual(['joined', 'left']);
  undo();
  time = 9000;
  room.addParticipant({ userId: 'three' });
  await heard(3);
  expect(rung).toEqual(['joined', 'left']);
});

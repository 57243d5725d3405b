import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createAdapter } from '../src/adapter.ts';
import { joinCall } from '../src/join-call.ts';
import { readWho } from '../src/who.ts';
import { roomWithZoe } from './room-with-zoe.ts';

const ann = { room: 'studio', userId: 'ann' };

test('somebody joins with camera and microphone, and sees who is there', async () => {
  const { session, settled } = roomWithZoe();
  expect(await settled(joinCall(session, ann))).toEqual([]);
  expect(session.state.status).toBe('joined');
  expect([...session.participants.values()].map(({ displayName }) => displayName)).toEqual(['Zoe']);
  expect(session.snapshot.self?.userId).toBe('ann');
  await settled(session.dispose());
});

test('somebody whose devices are not allowed joins all the same, and is told', async () => {
  const { session, settled } = roomWithZoe({ denied: true });
  const told = await settled(joinCall(session, ann));
  expect(told).toHaveLength(2);
  expect(session.state.status).toBe('joined');
  await settled(session.dispose());
});

test('each tab is somebody else, unless its address says who', () => {
  expect(readWho('?room=attic&user=ann')).toEqual({ room: 'attic', userId: 'ann' });
  const { room, userId } = readWho('', () => 0.5);
  expect(room).toBe('studio');
  expect(userId).toMatch(/^guest-[0-9a-z]{6}$/u);
});

test('the vendor is named in one file', () => {
  const folder = new URL('../src/', import.meta.url);
  const naming = readdirSync(folder).filter((file) =>
    /@jackfield\/adapter-/u.test(readFileSync(new URL(file, folder), 'utf8')),
  );
  expect(naming).toEqual(['adapter.ts']);
  expect(createAdapter().name).toMatch(/^[a-z0-9-]+$/u);
});

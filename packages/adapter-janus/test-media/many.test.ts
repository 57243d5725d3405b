import { expect, it } from 'vitest';
import { openLab } from './support/lab.ts';

// The longest portable name.
const longRoom = 'r'.repeat(64);

it('a hundred calls leave nothing at the server', { tags: ['long'], timeout: 180_000 }, async () => {
  await using lab = await openLab();
  const counts = (): Promise<unknown> => lab.server.answer('counts', ['room']);
  expect(await counts()).toEqual({ sessions: 0, handles: 0 });
  await lab.run('join', 'room', 'watcher', { publishes: false });
  // The video room and the text room.
  const before = { sessions: 1, handles: 2 };
  expect(await counts()).toEqual(before);
  await lab.run('cycles', 'room', 100);
  expect(await counts()).toEqual(before);
  expect(await lab.server.answer('presences', ['room', 'cyclist'])).toBe(0);
  await lab.run('leave', 'watcher');
  expect(await counts()).toEqual({ sessions: 0, handles: 0 });
});

it('a room with a long name outlives those who vanish from it, and so does the server', async () => {
  await using lab = await openLab();
  await lab.run('vanish', longRoom, 20);
  await lab.server.answer('closeRoom', [longRoom]);
  await lab.run('join', 'another', 'ann', { publishes: false });
  expect(await lab.server.answer('presences', ['another', 'ann'])).toBe(1);
});

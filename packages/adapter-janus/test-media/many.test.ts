import { expect, it } from 'vitest';
import { openLab } from './support/lab.ts';

it('a hundred calls leave nothing at the server', { timeout: 180_000 }, async () => {
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

import { expect, it } from 'vitest';
import { openLab } from './support/lab.ts';

it('what is published as the socket breaks is seen, although the answer to its offer is lost', async () => {
  await using lab = await openLab();
  await lab.run('join', 'room', 'watcher', { publishes: false });
  lab.server.way.loseAnswer('room/painter', 'publish');
  await lab.run('join', 'room', 'painter');
  await lab.run('show', 'watcher', 'painter');
  await lab.run('framesCome', 'watcher', 'painter');
  expect(await lab.run('log', 'painter')).toContain('reconnecting');
});

it('what is wanted as the socket breaks is seen, although the offer of it is lost', async () => {
  await using lab = await openLab();
  await lab.run('join', 'room', 'painter');
  await lab.run('join', 'room', 'watcher', { publishes: false });
  lab.server.way.loseAnswer('room/watcher', 'subscribe');
  await lab.run('show', 'watcher', 'painter');
  await lab.run('framesCome', 'watcher', 'painter');
  expect(await lab.run('log', 'watcher')).toContain('reconnecting');
});

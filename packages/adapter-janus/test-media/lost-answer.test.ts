import { expect, it } from 'vitest';
import { openLab, type Lab } from './support/lab.ts';

/** Resolves once somebody has lost the way and is back. */
async function isBack(lab: Lab, name: string): Promise<void> {
  await expect.poll(() => lab.run('log', name)).toContain('reconnecting');
  await lab.run('becomes', name, 'joined');
}

it('what is published as the socket breaks is seen, although the answer to its offer is lost', async () => {
  await using lab = await openLab();
  await lab.run('join', 'room', 'watcher', { publishes: false });
  lab.server.way.loseAnswer('room/painter', 'publish');
  await lab.run('join', 'room', 'painter');
  await isBack(lab, 'painter');
  // Whoever begins anew is somebody new to those who see them leave: shown once they are back.
  await lab.run('show', 'watcher', 'painter');
  await lab.run('framesCome', 'watcher', 'painter');
});

it('what is wanted as the socket breaks is seen, although the offer of it is lost', async () => {
  await using lab = await openLab();
  await lab.run('join', 'room', 'painter');
  await lab.run('join', 'room', 'watcher', { publishes: false });
  lab.server.way.loseAnswer('room/watcher', 'subscribe');
  await lab.run('show', 'watcher', 'painter');
  await isBack(lab, 'watcher');
  await lab.run('framesCome', 'watcher', 'painter');
});

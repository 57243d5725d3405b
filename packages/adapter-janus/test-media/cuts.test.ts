import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { openLab } from './support/lab.ts';

it('a socket that is cut for 2 s is taken over: media never stops', async () => {
  await using lab = await openLab();
  await lab.run('join', 'room', 'ann');
  await lab.run('join', 'room', 'ben');
  await lab.run('show', 'ann', 'ben');
  await lab.run('framesCome', 'ann', 'ben');
  const id = await lab.run('idOf', 'ben', 'ann');
  lab.server.way.cut('room/ann');
  await lab.run('becomes', 'ann', 'reconnecting');
  await lab.run('framesCome', 'ann', 'ben');
  await pause(2_000);
  await lab.run('framesCome', 'ann', 'ben');
  lab.server.way.mend('room/ann');
  await lab.run('becomes', 'ann', 'joined');
  await lab.run('framesCome', 'ann', 'ben');
  expect(await lab.run('log', 'ann')).toEqual(['joining', 'joined', 'reconnecting', 'joined']);
  // The session was taken over: to the others nobody went and nobody came.
  expect(await lab.run('idOf', 'ben', 'ann')).toBe(id);
});

// Ten seconds are as much too late as a minute for the session that was had.
it('a network that is cut for 10 s comes back', { tags: ['long'], timeout: 180_000 }, () =>
  comesBackAfter(10_000),
);
it('a network that is cut for a minute comes back', { tags: ['long'], timeout: 180_000 }, () =>
  comesBackAfter(60_000),
);

async function comesBackAfter(ms: number): Promise<void> {
  await using lab = await openLab();
  await lab.run('join', 'room', 'ann');
  await lab.run('join', 'room', 'ben');
  await lab.run('show', 'ann', 'ben');
  await lab.run('show', 'ben', 'ann');
  await lab.run('framesCome', 'ann', 'ben');
  lab.server.way.cut('room/ann');
  lab.server.way.cut('room/ben');
  lab.cutMedia(true);
  try {
    await lab.run('becomes', 'ann', 'reconnecting');
    await pause(ms);
  } finally {
    lab.cutMedia(false);
  }
  lab.server.way.mend('room/ann');
  lab.server.way.mend('room/ben');
  await lab.run('becomes', 'ann', 'joined');
  await lab.run('becomes', 'ben', 'joined');
  await lab.run('framesCome', 'ann', 'ben');
  await lab.run('framesCome', 'ben', 'ann');
}

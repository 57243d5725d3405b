import { expect, it } from 'vitest';
import { openLab } from './support/lab.ts';

it('a room says how much each may send', { timeout: 60_000 }, async () => {
  await using lab = await openLab({ bitrate: 96_000 });
  await lab.run('join', 'room', 'ann');
  await lab.run('join', 'room', 'ben', { publishes: false });
  await lab.run('show', 'ben', 'ann');
  await lab.run('framesCome', 'ben', 'ann');
  expect(await lab.run('sentBitrate', 'ann')).toBeLessThan(200_000);
});

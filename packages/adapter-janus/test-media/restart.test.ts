import { expect, it } from 'vitest';
import { openLab } from './support/lab.ts';

it(
  'a server that is killed in a call and started again has everybody back',
  { timeout: 120_000 },
  async () => {
    await using lab = await openLab();
    await lab.run('join', 'room', 'ann');
    await lab.run('join', 'room', 'ben');
    await lab.run('show', 'ann', 'ben');
    await lab.run('show', 'ben', 'ann');
    await lab.run('framesCome', 'ann', 'ben');
    await lab.server.restart();
    for (const name of ['ann', 'ben']) await lab.run('becomes', name, 'joined');
    await lab.run('framesCome', 'ann', 'ben');
    await lab.run('framesCome', 'ben', 'ann');
    expect(await lab.run('log', 'ann')).toEqual(['joining', 'joined', 'reconnecting', 'joined']);
  },
);

import { expect, it } from 'vitest';
import { openLab } from './support/lab.ts';

const names = ['ann', 'ben', 'cem', 'dia', 'eva', 'fay'];
/** Widths of a tile in CSS pixels, and of the layer that a camera of 1280 pixels sends for it. */
const small = { tile: 120, layer: 320 };
const middle = { tile: 400, layer: 640 };

it(
  'six people see each other, each in the layer of the tile',
  { tags: ['long'], timeout: 150_000 },
  async () => {
    await using lab = await openLab();
    for (const name of names) await lab.run('join', 'room', name);
    for (const name of names)
      for (const whom of names) if (whom !== name) await lab.run('show', name, whom, small.tile);
    for (const name of names)
      for (const whom of names) if (whom !== name) await lab.run('isWide', name, whom, small.layer);
    // Each for itself: a tile that grows gets more, and one that shrinks less.
    await lab.run('show', 'ann', 'ben', middle.tile);
    await lab.run('isWide', 'ann', 'ben', middle.layer);
    expect(await lab.run('width', 'cem', 'ben')).toBe(small.layer);
    await lab.run('show', 'ann', 'ben', small.tile);
    await lab.run('isWide', 'ann', 'ben', small.layer);
  },
);

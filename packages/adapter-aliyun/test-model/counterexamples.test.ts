import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { doubleGame } from './double-game.ts';

const folder = fileURLToPath(new URL('counterexamples/', import.meta.url));

it.each(readdirSync(folder))('%s holds', async (name) => {
  const scenario = JSON.parse(readFileSync(`${folder}${name}`, 'utf8')) as Parameters<
    typeof doubleGame.violationOf
  >[0];
  expect(await doubleGame.violationOf(scenario)).toBeUndefined();
});

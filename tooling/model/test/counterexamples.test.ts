import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { violationOf } from '../src/search/play.ts';
import type { Scenario } from '../src/search/scenario.ts';

const folder = new URL('../counterexamples/', import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith('.json'));

describe('a scenario that once broke a rule breaks none', () => {
  it.each(files)('%s', async (name) => {
    const scenario = JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as Scenario;
    expect(await violationOf(scenario)).toBeUndefined();
  });
});

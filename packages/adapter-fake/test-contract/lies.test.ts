import { readFileSync } from 'node:fs';
import { clauses, generatedLies } from '@jackfield/contract';
import { describe, expect, it } from 'vitest';
import { isCaughtBy } from './find-liars.ts';
import type { KnownLies } from './known-lies.ts';

const known = JSON.parse(readFileSync(new URL('lies.json', import.meta.url), 'utf8')) as KnownLies;

describe('generated lies', () => {
  it('are all known: `npx vitest run --config vitest.lies.config.ts` looks at what is new', () => {
    const listed = [
      ...Object.keys(known.caught),
      ...Object.keys(known.equivalent),
      ...Object.keys(known.open),
      ...Object.keys(known.withoutOccasion),
    ];
    expect(listed.sort()).toEqual(generatedLies.map(({ name }) => name).sort());
  });

  it('have a reason each, where they are not caught', () => {
    const reasons = [known.equivalent, known.open, known.withoutOccasion].flatMap((list) =>
      Object.entries(list),
    );
    expect(reasons.filter(([, why]) => why.length < 10 || why.endsWith('why?'))).toEqual([]);
  });

  it('are caught, at least 95 % of those that are told and change anything', () => {
    const caught = Object.keys(known.caught).length;
    const open = Object.keys(known.open).length;
    expect(caught / (caught + open)).toBeGreaterThanOrEqual(0.95);
  });

  it.each(Object.entries(known.caught))('%s is caught by %s', async (name, id) => {
    const lie = generatedLies.find((each) => each.name === name);
    const clause = clauses.find((each) => each.id === id);
    if (!lie || !clause) throw new Error(`There is no ${lie ? id : name}.`);
    expect(await isCaughtBy(clause, lie.tell().middleware)).toBe(true);
  });
});

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { clauseOf, failsOn, fakeFalseClaims, type KnownClaims } from './known-claims.ts';

const known = JSON.parse(readFileSync(new URL('false-claims.json', import.meta.url), 'utf8')) as KnownClaims;
const claims = fakeFalseClaims();

describe('each claim and each denial turned round', () => {
  it('is known: `npx vitest run --config vitest.lies.config.ts claims` looks at what is new', () => {
    const listed = [...Object.keys(known.caught), ...Object.keys(known.beyond)];
    expect(listed.sort()).toEqual([...claims.keys()].sort());
  });

  it('has a reason, where no clause can fail on it', () => {
    const without = Object.entries(known.beyond).filter(([, why]) => why.length < 20 || why.endsWith('why?'));
    expect(without).toEqual([]);
  });

  it.each(Object.entries(known.caught))('%s: %s fails', async (name, id) => {
    const lie = claims.get(name);
    if (!lie) throw new RangeError(`There is no "${name}".`);
    expect(await failsOn(clauseOf(id), lie)).toBe(true);
  });
});

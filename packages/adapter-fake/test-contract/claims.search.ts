import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { clauses } from '@jackfield/contract';
import { it } from 'vitest';
import { clauseOf, failsOn, fakeFalseClaims, type KnownClaims } from './known-claims.ts';

const file = new URL('false-claims.json', import.meta.url);

it(
  'finds the clause that fails on each false claim that is not known yet',
  { timeout: 1_800_000 },
  async () => {
    const known: KnownClaims = existsSync(file)
      ? (JSON.parse(readFileSync(file, 'utf8')) as KnownClaims)
      : { caught: {}, beyond: {} };
    const caught: Record<string, string> = {};
    const beyond: Record<string, string> = {};
    const hits = new Map<string, number>();
    const tried = clauses.filter(({ level }) => level !== 'core');
    for (const [name, lie] of fakeFalseClaims()) {
      const before = known.caught[name];
      if (name in known.beyond) beyond[name] = known.beyond[name] ?? '';
      else if (before && (await failsOn(clauseOf(before), lie))) caught[name] = before;
      else {
        const order = [...tried].sort((one, other) => (hits.get(other.id) ?? 0) - (hits.get(one.id) ?? 0));
        let by: string | undefined;
        for (const clause of order) if (!by && (await failsOn(clause, lie))) by = clause.id;
        if (by) hits.set(by, (hits.get(by) ?? 0) + 1);
        if (by) caught[name] = by;
        else beyond[name] = 'no clause fails on it: why?';
      }
      writeFileSync(file, `${JSON.stringify({ caught, beyond }, undefined, 2)}\n`);
    }
  },
);

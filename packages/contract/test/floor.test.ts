import { expect, it } from 'vitest';
import { clauses } from '../src/clauses/clauses.ts';
import { notRun } from '../src/run/applies.ts';
import { coverageOf } from '../src/report/floor.ts';
import type { ClauseResult } from '../src/report/report.ts';
import type { Cannot } from '../src/rig/rig.ts';
import { createStillAdapter } from './still-adapter.ts';

/** The results of a run in which everything passes that can be driven. */
function resultsWith(cannot: readonly Cannot[]): readonly ClauseResult[] {
  const factory = {
    name: 'still',
    sdkVersion: 'none',
    adapter: createStillAdapter(),
    cannot,
    create: () => Promise.reject(new Error('Nobody runs.')),
  };
  return clauses.map((clause) => {
    const { id, title, level } = clause;
    return { id, title, level, ...(notRun(clause, factory) ?? { status: 'passed' as const }) };
  });
}

it('says how much of what applies has run, and finds nothing wrong with all of it', () => {
  const { ran, of, partial } = coverageOf(resultsWith([]));
  expect(ran).toBe(of);
  expect(ran).toBeGreaterThan(100);
  expect(partial).toEqual([]);
});

it('calls a report partial of a rig that can bring about nothing, however green it is', () => {
  const all = new Set(clauses.flatMap(({ world = [] }) => world));
  const { ran, of, partial } = coverageOf(
    resultsWith([...all].map((action) => ({ action, reason: 'no time' }))),
  );
  expect(ran / of).toBeLessThan(0.75);
  expect(partial[0]).toBe(
    `Only ${String(ran)} of ${String(of)} clauses ran, less than 75 % of what applies.`,
  );
});

it.each(['SILENCE', 'END', 'PEOPLE'])('calls a report partial without a clause of RTC-%s', (area) => {
  const results = resultsWith([]).map((result) =>
    result.id.startsWith(`RTC-${area}-`) ? { ...result, status: 'not-drivable' as const } : result,
  );
  expect(coverageOf(results).partial).toHaveLength(1);
});

it('calls a report of nothing partial', () => {
  expect(coverageOf([]).partial).toHaveLength(4);
});

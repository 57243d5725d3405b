/**
 * The contract as vitest tests.
 *
 * @packageDocumentation
 */
import { afterAll, describe, expect, it } from 'vitest';
import { notRun } from './applies.ts';
import type { Clause } from '../clauses/clause.ts';
import { clauses as allClauses } from '../clauses/clauses.ts';
import { createReport, type ClauseResult, type ContractReport } from '../report/report.ts';
import { runClause } from './run-clause.ts';
import type { RigFactory } from '../rig/rig.ts';

/** What is described. */
export interface DescribeOptions {
  /** Which levels: `session` and `driver` where left out. */
  readonly levels?: readonly Clause['level'][] | undefined;
  /** Called once, after all, with what came of each clause; not where only some of them were run. */
  readonly onReport?: ((report: ContractReport) => void) | undefined;
}

/**
 * One test for each clause that applies, and one that pins in a snapshot which clauses do not run and why, so that a
 * reviewer sees when that changes.
 */
export function describeContract(factory: RigFactory, { levels, onReport }: DescribeOptions = {}): void {
  describe(`contract: ${factory.name}`, () => {
    const results = new Map<string, ClauseResult>();
    for (const clause of allClauses) {
      const { id, title, level } = clause;
      const skipped = notRun(clause, factory, levels);
      if (skipped) {
        results.set(id, { id, title, level, ...skipped });
        continue;
      }
      it(`${id} ${title}`, async () => {
        try {
          await runClause(clause, factory);
          results.set(id, { id, title, level, status: 'passed' });
        } catch (error) {
          const reason = error instanceof Error ? error.message : String(error);
          results.set(id, { id, title, level, status: 'failed', reason });
          throw error;
        }
      });
    }
    it('runs every clause but those that a reviewer has seen', () => {
      const left = [...results.values()]
        .filter(({ status }) => status === 'not-applicable' || status === 'not-drivable')
        .filter(({ reason }) => reason?.endsWith('run elsewhere') === false)
        .map(({ id, status, reason = '' }) => `${id} ${status}: ${reason}`)
        .sort();
      expect(left).toMatchSnapshot();
    });
    afterAll(() => {
      // A run of a few clauses only says nothing of the adapter.
      if (results.size < allClauses.length) return;
      onReport?.(
        createReport(
          factory,
          allClauses.flatMap(({ id }) => results.get(id) ?? []),
        ),
      );
    });
  });
}

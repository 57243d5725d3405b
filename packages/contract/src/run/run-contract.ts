import { notRun } from './applies.ts';
import type { Clause } from '../clauses/clause.ts';
import { clauses as allClauses } from '../clauses/clauses.ts';
import { createReport, type ClauseResult, type ContractReport } from '../report/report.ts';
import { runClause } from './run-clause.ts';
import type { RigFactory } from '../rig/rig.ts';

/** What is run. */
export interface RunOptions {
  /** Which clauses; all where left out. */
  readonly clauses?: readonly Clause[] | undefined;
  /** Which levels: `session` and `driver` where left out. */
  readonly levels?: readonly Clause['level'][] | undefined;
  /** Gives up a run: clauses that have not begun then are left out of the report. */
  readonly signal?: AbortSignal | undefined;
  /** Called after each clause. */
  readonly onResult?: ((result: ClauseResult) => void) | undefined;
}

/** Runs the contract without any test runner, one clause after another, and gives the report. Never rejects for a clause. */
export async function runContract(factory: RigFactory, options: RunOptions = {}): Promise<ContractReport> {
  const results: ClauseResult[] = [];
  for (const clause of options.clauses ?? allClauses) {
    if (options.signal?.aborted) break;
    const result = await resultOf(clause, factory, options.levels);
    results.push(result);
    options.onResult?.(result);
  }
  return createReport(factory, results);
}

async function resultOf(
  clause: Clause,
  factory: RigFactory,
  levels: readonly Clause['level'][] | undefined,
): Promise<ClauseResult> {
  const { id, title, level } = clause;
  const skipped = notRun(clause, factory, levels);
  if (skipped) return { id, title, level, ...skipped };
  try {
    await runClause(clause, factory);
    return { id, title, level, status: 'passed' };
  } catch (error) {
    return {
      id,
      title,
      level,
      status: 'failed',
      reason: error instanceof Error ? error.message : String(error),
    };
  }
}

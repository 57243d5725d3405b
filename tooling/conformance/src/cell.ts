import { clauses, notRun, type Clause } from '@jackfield/contract';
import type { Column } from './columns.ts';
import type { ConformanceRecord, RecordedRun } from './record.ts';
import type { Row } from './row.ts';

/** The knowledge of one clause with one adapter. */
export interface Finding {
  readonly clause: Clause;
  readonly status: 'passed' | 'failed' | 'vendor cannot' | 'not proved here';
  /** Why, where it did not pass. */
  readonly reason: string;
  /** The run that says so; undefined where none does. */
  readonly run: RecordedRun | undefined;
}

/** The knowledge of one row with one adapter. */
export interface Cell {
  readonly status: Finding['status'];
  /** The adapter's own word of how it does it. */
  readonly says: string | undefined;
  readonly findings: readonly Finding[];
  /** The number of clauses that apply, and of those that passed. */
  readonly of: number;
  readonly passed: number;
}

/** Every clause that is run on adapters. */
export const adapterClauses: readonly Clause[] = clauses.filter(({ level }) => level !== 'core');

/** Looks up what is known of a clause: where several runs are about an adapter, one that failed counts, then one that passed. */
export function findingOf(
  clause: Clause,
  { adapter, contracts }: Column,
  { runs }: ConformanceRecord,
): Finding {
  const own = runs.filter(({ contract }) => contracts.includes(contract));
  const said = own.map((run) => ({ run, word: run.clauses[clause.id] ?? '' }));
  const failed = said.find(({ word }) => word.startsWith('failed'));
  if (failed) return { clause, status: 'failed', reason: reasonIn(failed.word), run: failed.run };
  const denied = notRun(clause, { adapter, name: '', sdkVersion: '', cannot: [], create: noRig });
  if (denied) return { clause, status: 'vendor cannot', reason: denied.reason, run: own[0] };
  const passed = said.find(({ word }) => word === 'passed');
  if (passed) return { clause, status: 'passed', reason: '', run: passed.run };
  const left = said.find(({ word }) => word.startsWith('not-drivable'));
  const isElsewhere = said.some(({ word }) => word.startsWith('not-applicable'));
  const older = isElsewhere ? 'not run with these options' : 'the run is older than this clause';
  const reason = left ? reasonIn(left.word) : own.length === 0 ? 'no run of it is kept' : older;
  return { clause, status: 'not proved here', reason, run: left?.run ?? own[0] };
}

/** Sums up what is known of a row. */
export function cellOf(row: Row, column: Column, record: ConformanceRecord): Cell {
  const findings = adapterClauses.filter(row.isAbout).map((clause) => findingOf(clause, column, record));
  const { capabilities, limits } = column.adapter;
  const says = row.has?.(capabilities, limits);
  const applying = findings.filter(({ status }) => status !== 'vendor cannot');
  const passed = findings.filter(({ status }) => status === 'passed').length;
  const status = ((): Finding['status'] => {
    if (findings.some((each) => each.status === 'failed')) return 'failed';
    if (says === false) return 'vendor cannot';
    if (passed > 0) return 'passed';
    return applying.length === 0 && says === undefined ? 'vendor cannot' : 'not proved here';
  })();
  return { status, says: says === false ? undefined : says, findings, of: applying.length, passed };
}

function reasonIn(word: string): string {
  return word.slice(word.indexOf(': ') + 2);
}

function noRig(): never {
  throw new RangeError('No clause is run to write a page.');
}

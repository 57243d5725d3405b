import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import type { ContractReport } from '@jackfield/contract';

/** A run of `npm run conformance`, as it tells of itself. */
export interface ConformanceRun {
  /** The folder with a report of each rig. */
  readonly directory: string;
  /** The folder where the page is written. */
  readonly target: string | undefined;
  /** Tells whether the record of a release is written anew. */
  readonly keeps: boolean;
  readonly date: string;
  readonly commit: string;
}

/** The run that this process is a part of; undefined in tests, which look at what is kept. */
export function runOfEnvironment(): ConformanceRun | undefined {
  const directory = process.env['JACKFIELD_CONFORMANCE_REPORTS'];
  if (!directory) return undefined;
  return {
    directory,
    target: process.env['JACKFIELD_CONFORMANCE_TARGET'],
    keeps: process.env['JACKFIELD_CONFORMANCE_KEEP'] === '1',
    date: process.env['JACKFIELD_CONFORMANCE_DATE'] ?? new Date().toISOString().slice(0, 10),
    commit: process.env['JACKFIELD_CONFORMANCE_COMMIT'] ?? 'not known',
  };
}

/** Reads every report that is in a folder. */
export function reportsIn(directory: string): readonly ContractReport[] {
  return readdirSync(directory)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => JSON.parse(readFileSync(join(directory, name), 'utf8')) as ContractReport)
    .filter((report) => 'clauses' in report);
}

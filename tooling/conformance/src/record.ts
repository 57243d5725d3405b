import { readFileSync } from 'node:fs';
import type { ContractReport } from '@jackfield/contract';

/** The outcome of one run of the contract, as it is kept with a release. */
export interface RecordedRun {
  /** The name of its rig. */
  readonly contract: string;
  readonly sdkVersion: string;
  readonly proof: ContractReport['proof'];
  readonly server: string | undefined;
  readonly browser: string | undefined;
  /** The day, as `2026-11-30`. */
  readonly date: string;
  readonly commit: string;
  /** The end of each clause by id: `passed`, or another word and, after a colon, the reason. */
  readonly clauses: Readonly<Record<string, string>>;
}

/** Everything that is known by running it: what the conformance page is made of. */
export interface ConformanceRecord {
  readonly runs: readonly RecordedRun[];
}

/** The file that is committed with a release. */
export const recordFile: URL = new URL('../../../docs/conformance.json', import.meta.url);

/** Reads the record that is kept. */
export function readRecord(file: URL = recordFile): ConformanceRecord {
  return JSON.parse(readFileSync(file, 'utf8')) as ConformanceRecord;
}

/** Keeps a report: it takes the place of an older one of the same rig. */
export function withReport(
  { runs }: ConformanceRecord,
  report: ContractReport,
  { date, commit }: Pick<RecordedRun, 'date' | 'commit'>,
): ConformanceRecord {
  const { adapter, sdkVersion, proof, server, browser, clauses } = report;
  const run: RecordedRun = {
    contract: adapter,
    sdkVersion,
    proof,
    server,
    browser,
    date,
    commit,
    clauses: Object.fromEntries(
      clauses
        .filter(({ level }) => level !== 'core')
        .map(({ id, status, reason }) => [
          id,
          status === 'passed' ? status : `${status}: ${oneLine(reason)}`,
        ]),
    ),
  };
  const kept = [...runs.filter(({ contract }) => contract !== adapter), run];
  return { runs: kept.sort((one, other) => (one.contract < other.contract ? -1 : 1)) };
}

function oneLine(text = ''): string {
  return text.replaceAll(/\s*\n\s*/gu, ' ').slice(0, 400);
}

import type { Clause } from '../clauses/clause.ts';
import type { Proof, RigFactory } from '../rig/rig.ts';
import { coverageOf, type Coverage } from './floor.ts';

/** What came of one clause. */
export interface ClauseResult {
  /** Its id. */
  readonly id: string;
  /** What it says. */
  readonly title: string;
  /** Where it runs. */
  readonly level: Clause['level'];
  /** Whether it holds, and if it was not tried, whose word that is. */
  readonly status: 'passed' | 'failed' | 'not-applicable' | 'not-drivable';
  /** Why, where it did not pass. */
  readonly reason?: string | undefined;
}

/** What came of the whole contract for one adapter. Plain data, the same for the same results. */
export interface ContractReport {
  /** The rig's name. */
  readonly adapter: string;
  /** The version of the vendor's SDK. */
  readonly sdkVersion: string;
  /** The thing that stood for the vendor; undefined where the rig does not say. */
  readonly proof?: Proof | undefined;
  /** The server that it was tried against, with its version; undefined where the rig does not say. */
  readonly server?: string | undefined;
  /** The browser that it was tried in, with its version; undefined in Node. */
  readonly browser?: string | undefined;
  /** The share of what applies that has run, and whether that is enough to speak of the contract. */
  readonly coverage: Coverage;
  /** How many clauses came to each end. */
  readonly counts: Readonly<Record<ClauseResult['status'], number>>;
  /** Every clause, in the order of the list. */
  readonly clauses: readonly ClauseResult[];
}

/** The thing that a report is about. */
export interface ReportSubject extends Pick<RigFactory, 'name' | 'sdkVersion' | 'proof' | 'server'> {
  /** The browser, with its version. */
  readonly browser?: string | undefined;
}

/** Adds results up. */
export function createReport(
  { name, sdkVersion, proof, server, browser }: ReportSubject,
  clauses: readonly ClauseResult[],
): ContractReport {
  const count = (status: ClauseResult['status']): number =>
    clauses.filter((each) => each.status === status).length;
  return {
    adapter: name,
    sdkVersion,
    ...(proof && { proof }),
    ...(server && { server }),
    ...(browser && { browser }),
    coverage: coverageOf(clauses),
    counts: {
      passed: count('passed'),
      failed: count('failed'),
      'not-applicable': count('not-applicable'),
      'not-drivable': count('not-drivable'),
    },
    clauses,
  };
}

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll(/\s*\n\s*/g, ' ');

/** Reports as a Markdown table, one line an adapter, with what failed and what could not be driven below. */
export function reportMarkdown(reports: readonly ContractReport[]): string {
  const rows = reports.map(
    ({ adapter, sdkVersion, proof = '', coverage: { ran, of, partial }, counts }) =>
      `| ${cell(adapter)} | ${cell(sdkVersion)} | ${proof} | ${String(ran)} of ${String(of)}${partial.length > 0 ? ', **partial**' : ''} | ${String(counts.passed)} | ${String(counts.failed)} | ${String(counts['not-applicable'])} | ${String(counts['not-drivable'])} |`,
  );
  const partial = reports.flatMap(({ adapter, coverage }) =>
    coverage.partial.map((why) => `- ${cell(adapter)} is partial: ${why}`),
  );
  const lists = reports.flatMap(({ adapter, clauses }) =>
    (['failed', 'not-drivable'] as const).flatMap((status) => {
      const found = clauses.filter((each) => each.status === status);
      if (found.length === 0) return [];
      const title = status === 'failed' ? 'Failed' : 'Not drivable';
      const lines = found.map(({ id, title: says, reason = '' }) => `- ${id} ${says}: ${cell(reason)}`);
      return ['', `## ${adapter}: ${title.toLowerCase()}`, '', ...lines];
    }),
  );
  return [
    '| adapter | SDK | tried on | ran | passed | failed | not applicable | not drivable |',
    '|---|---|---|---|---|---|---|---|',
    ...rows,
    ...(partial.length > 0 ? ['', ...partial] : []),
    ...lists,
    '',
  ].join('\n');
}

import type { Clause } from '../clauses/clause.ts';

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
  /** How many clauses came to each end. */
  readonly counts: Readonly<Record<ClauseResult['status'], number>>;
  /** Every clause, in the order of the list. */
  readonly clauses: readonly ClauseResult[];
}

/** Adds results up. */
export function createReport(
  { name, sdkVersion }: { readonly name: string; readonly sdkVersion: string },
  clauses: readonly ClauseResult[],
): ContractReport {
  const count = (status: ClauseResult['status']): number =>
    clauses.filter((each) => each.status === status).length;
  return {
    adapter: name,
    sdkVersion,
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
    ({ adapter, sdkVersion, counts }) =>
      `| ${cell(adapter)} | ${cell(sdkVersion)} | ${String(counts.passed)} | ${String(counts.failed)} | ${String(counts['not-applicable'])} | ${String(counts['not-drivable'])} |`,
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
    '| adapter | SDK | passed | failed | not applicable | not drivable |',
    '|---|---|---|---|---|---|',
    ...rows,
    ...lists,
    '',
  ].join('\n');
}

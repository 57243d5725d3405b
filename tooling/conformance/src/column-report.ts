import { createReport, type ClauseResult, type ContractReport } from '@jackfield/contract';
import { adapterClauses, findingOf, type Finding } from './cell.ts';
import type { Column } from './columns.ts';
import type { ConformanceRecord } from './record.ts';

const statuses: Readonly<Record<Finding['status'], ClauseResult['status']>> = {
  passed: 'passed',
  failed: 'failed',
  'vendor cannot': 'not-applicable',
  'not proved here': 'not-drivable',
};

/** Sums up all runs about an adapter as one report: its coverage says whether that is enough to speak of the contract. */
export function columnReport(column: Column, record: ConformanceRecord): ContractReport {
  const [run] = record.runs.filter(({ contract }) => column.contracts.includes(contract));
  const results = adapterClauses.map((clause): ClauseResult => {
    const { status, reason } = findingOf(clause, column, record);
    const { id, title, level } = clause;
    return { id, title, level, status: statuses[status], ...(reason === '' ? {} : { reason }) };
  });
  return createReport(
    {
      name: column.title,
      sdkVersion: run?.sdkVersion ?? 'none',
      proof: run?.proof,
      server: run?.server,
      browser: run?.browser,
    },
    results,
  );
}

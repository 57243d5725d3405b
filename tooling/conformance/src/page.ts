import { cellOf, type Cell } from './cell.ts';
import { capabilityRows } from './capability-rows.ts';
import { columnReport } from './column-report.ts';
import { columns, type Column } from './columns.ts';
import { lawRows } from './law-rows.ts';
import type { ConformanceRecord, RecordedRun } from './record.ts';
import type { Row } from './row.ts';

/** A column with what is known of it. */
export interface PageColumn {
  readonly column: Column;
  readonly runs: readonly RecordedRun[];
  readonly report: ReturnType<typeof columnReport>;
}

/** A row with its cells, one for each column. */
export interface PageRow {
  readonly row: Row;
  readonly cells: readonly Cell[];
}

/** Everything that the conformance page shows, however it is written. */
export interface Page {
  readonly columns: readonly PageColumn[];
  readonly rows: readonly PageRow[];
}

/** Puts together what adapters claim and what their runs came to. Adapters of which no run is meant have no column. */
export function pageOf(record: ConformanceRecord): Page {
  const shown = columns.filter(({ contracts }) => contracts.length > 0);
  return {
    columns: shown.map((column) => ({
      column,
      runs: record.runs.filter(({ contract }) => column.contracts.includes(contract)),
      report: columnReport(column, record),
    })),
    rows: [...capabilityRows, ...lawRows].map((row) => ({
      row,
      cells: shown.map((column) => cellOf(row, column, record)),
    })),
  };
}

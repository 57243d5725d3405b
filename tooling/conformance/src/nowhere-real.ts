import { adapterClauses } from './cell.ts';
import type { Page } from './page.ts';

/** A clause that no adapter was held to with real media. */
export interface NowhereReal {
  readonly id: string;
  readonly title: string;
  /** Why, as the adapters that it applies to say; empty where none turns it on. */
  readonly reasons: readonly string[];
}

/** Lists the clauses that ran with real media nowhere: over the fake and doubles alone. */
export function nowhereReal({ columns }: Page): readonly NowhereReal[] {
  const real = columns.filter(({ runs }) => runs.some(({ browser }) => browser !== undefined));
  return adapterClauses.flatMap(({ id, title }) => {
    const results = real.flatMap(({ report }) => report.clauses.filter((each) => each.id === id));
    if (results.some(({ status }) => status === 'passed' || status === 'failed')) return [];
    const reasons = results
      .filter(({ status }) => status === 'not-drivable')
      .map(({ reason = '' }) => reason);
    return [{ id, title, reasons: [...new Set(reasons)] }];
  });
}

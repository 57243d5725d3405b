/** One entry of a browser's report, read with care: what a browser leaves out or calls otherwise is undefined. */
export interface ReportEntry {
  readonly id: string;
  readonly type: string;
  number(name: string): number | undefined;
  text(name: string): string | undefined;
  flag(name: string): boolean;
}

/** A report by the ids of its entries. */
export type ReportEntries = ReadonlyMap<string, ReportEntry>;

/** Reads a browser's report. What is no entry is left out. */
export function readReport(report: Pick<RTCStatsReport, 'forEach'>): ReportEntries {
  const entries = new Map<string, ReportEntry>();
  report.forEach((raw: unknown) => {
    const entry = toEntry(raw);
    if (entry) entries.set(entry.id, entry);
  });
  return entries;
}

/** The entries of one type. */
export function entriesOfType(entries: ReportEntries, type: string): readonly ReportEntry[] {
  return [...entries.values()].filter((entry) => entry.type === type);
}

function toEntry(raw: unknown): ReportEntry | undefined {
  if (typeof raw !== 'object' || raw === null) return undefined;
  const values = new Map<string, unknown>(Object.entries(raw));
  const text = (name: string): string | undefined => {
    const value = values.get(name);
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const id = text('id');
  const type = text('type');
  if (id === undefined || type === undefined) return undefined;
  return {
    id,
    type,
    text,
    number(name) {
      const value = values.get(name);
      return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
    },
    flag: (name) => values.get(name) === true,
  };
}

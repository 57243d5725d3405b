/** One line of the table: a figure beside what it should be at most. */
export interface Row {
  /** The thing that was measured. */
  readonly what: string;
  /** The figure. */
  readonly figure: number;
  /** The figure in words. */
  readonly shown: string;
  /** The most that it should be. */
  readonly bound: number;
}

const ratio = (value: number): string => value.toFixed(2);

/** A line that compares two times, in microseconds a unit. */
export function ratioRow(
  what: string,
  {
    time,
    against,
    bound,
    of,
  }: { readonly time: number; readonly against: number; readonly bound: number; readonly of: string },
): Row {
  const figure = time / against;
  const shown = `${ratio(figure)} × ${of} (${time.toFixed(1)} µs against ${against.toFixed(1)} µs)`;
  return { what, figure, shown, bound };
}

/** The rows as a table. */
export function tableOf(rows: readonly Row[]): string {
  return [
    '| what | figure | at most | |',
    '|---|---|---|---|',
    ...rows.map(
      ({ what, figure, shown, bound }) =>
        `| ${what} | ${shown} | ${String(bound)} | ${figure <= bound ? 'holds' : 'OVER'} |`,
    ),
  ].join('\n');
}

import { inChinese } from './in-chinese.ts';
import { readFileSync, writeFileSync } from 'node:fs';

/** Where a row of measurements is kept. */
export interface RowPlace {
  /** The document in English; its Chinese twin has the same figures. */
  readonly document: URL;
  /** The name in the comments `<!-- begin NAME -->` and `<!-- end NAME -->` around the table. */
  readonly table: string;
}

/** Puts a row into a table of a document, in the place of the one with the same first two cells, or after the others. */
export function keepRow({ document, table }: RowPlace, cells: readonly string[]): void {
  const twin = new URL(document.href.replace(/\.md$/, '.zh.md'));
  for (const [place, row] of [
    [document, cells],
    [twin, cells.map(inChinese)],
  ] as const)
    writeFileSync(place, withRow(readFileSync(place, 'utf8'), table, row));
}

/** The same of a text. Throws a RangeError where it has no such table. */
export function withRow(text: string, table: string, cells: readonly string[]): string {
  const [begin, end] = [`<!-- begin ${table} -->`, `<!-- end ${table} -->`];
  const [from, to] = [text.indexOf(begin) + begin.length, text.indexOf(end)];
  if (from < begin.length || to < from) throw new RangeError(`There is no table ${table}.`);
  const rows = text.slice(from, to).trim().split('\n').map(cellsOf);
  const same = rows.findIndex((row) => row[0] === cells[0] && row[1] === cells[1]);
  rows.splice(same < 0 ? rows.length : same, same < 0 ? 0 : 1, cells);
  return `${text.slice(0, from)}\n\n${aligned(rows)}\n\n${text.slice(to)}`;
}

/** The rows of a table as they were written, without the line below the heads. */
export function rowsOf(text: string, table: string): readonly (readonly string[])[] {
  const [, rest = ''] = text.split(`<!-- begin ${table} -->`);
  const [inside = ''] = rest.split(`<!-- end ${table} -->`);
  return inside.trim().split('\n').map(cellsOf).slice(2);
}

function cellsOf(line: string): readonly string[] {
  return line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());
}

/** As the formatter writes a table. */
function aligned(rows: readonly (readonly string[])[]): string {
  const width = (column: number): number =>
    Math.max(3, ...rows.map((row) => (isLine(row) ? 0 : widthOf(row[column] ?? ''))));
  return rows
    .map((row) =>
      row.map((cell, column) =>
        isLine(row) ? '-'.repeat(width(column)) : cell + ' '.repeat(width(column) - widthOf(cell)),
      ),
    )
    .map((row) => `| ${row.join(' | ')} |`)
    .join('\n');
}

const isLine = (row: readonly string[]): boolean => row.every((cell) => /^-+$/.test(cell));

/** A Chinese letter is as wide as two others. */
const widthOf = (cell: string): number => cell.length + (cell.match(/[\u3000-\uffef]/g)?.length ?? 0);

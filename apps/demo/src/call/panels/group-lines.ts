import type { ChatLine } from '../../lib/chat.svelte.ts';

/** Lines of one person in a row. */
export interface LineGroup {
  readonly first: ChatLine;
  readonly lines: readonly ChatLine[];
}

/** Lines of one person belong together if none of them is later than this after the first. Milliseconds. */
const together = 5 * 60_000;

/** Puts what one person wrote in a row together: name and time stand once. */
export function groupLines(lines: readonly ChatLine[]): readonly LineGroup[] {
  const groups: { first: ChatLine; lines: ChatLine[] }[] = [];
  for (const line of lines) {
    const last = groups.at(-1);
    const goesOn =
      last?.first.own === line.own && last.first.name === line.name && line.at - last.first.at <= together;
    if (last && goesOn) last.lines.push(line);
    else groups.push({ first: line, lines: [line] });
  }
  return groups;
}

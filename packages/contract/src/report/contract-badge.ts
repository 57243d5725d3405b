import type { ContractReport } from './report.ts';

const height = 20;
/** The room that a letter takes, in pixels of the picture: enough for the widest of the fonts that are named. */
const letter = 6.6;
const label = 'RTC contract';

/**
 * Draws what a report says in one line, as an SVG: how many of the clauses that apply ran, red where one failed, and `partial` in
 * grey where that is too few to speak of the contract.
 */
export function contractBadge({ coverage, counts }: Pick<ContractReport, 'coverage' | 'counts'>): string {
  const { ran, of, partial } = coverage;
  const share = `${String(ran)} of ${String(of)}`;
  const [words, colour] =
    counts.failed > 0
      ? [`${String(counts.failed)} failed`, '#b42318']
      : partial.length > 0
        ? [`partial, ${share}`, '#5c6470']
        : [share, '#176b3a'];
  const left = Math.round(label.length * letter) + 12;
  const right = Math.round(words.length * letter) + 12;
  const text = (x: number, said: string): string =>
    `<text x="${String(x)}" y="14" text-anchor="middle">${said}</text>`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${String(left + right)}" height="${String(height)}" viewBox="0 0 ${String(left + right)} ${String(height)}" role="img" aria-label="${label}: ${words}">`,
    `<title>${label}: ${words}</title>`,
    `<rect width="${String(left)}" height="${String(height)}" fill="#2b313b"/>`,
    `<rect x="${String(left)}" width="${String(right)}" height="${String(height)}" fill="${colour}"/>`,
    `<g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11">${text(left / 2, label)}${text(left + right / 2, words)}</g>`,
    '</svg>',
    '',
  ].join('\n');
}

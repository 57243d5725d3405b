import type { Cell } from './cell.ts';
import type { Page, PageColumn, PageRow } from './page.ts';
import type { Language } from './row.ts';
import { nowhereReal, type NowhereReal } from './nowhere-real.ts';
import { texts } from './texts.ts';
import { areaWords, inLanguage, marks, proofWords } from './words.ts';

const escaped = (text: string): string => text.replaceAll('|', '\\|');
const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

/** Writes the conformance page as Markdown. */
export function pageMarkdown(page: Page, language: Language): string {
  const { columns, rows } = page;
  const { heading, legend, tried, why, nowhere, reasons } = texts[language];
  const areas = [...new Set(rows.map(({ row }) => row.area))];
  const head = ['', ...columns.map(({ column }) => `\`${escaped(column.title)}\``)];
  const tables = areas.flatMap((area) => [
    '',
    `## ${areaWords[area][language]}`,
    '',
    line(head),
    line(head.map(() => '---')),
    ...rows.filter(({ row }) => row.area === area).map((each) => rowLine(each, language)),
  ]);
  return [
    heading,
    line(tried),
    line(tried.map(() => '---')),
    ...columns.map((each) => triedLine(each, language)),
    '',
    legend,
    ...tables,
    '',
    why,
    '',
    nowhere,
    '',
    ...nowhereReal(page).map((each) => nowhereLine(each, language)),
    ...(reasons ? columns.flatMap(notProved) : []),
    '',
  ].join('\n');
}

function triedLine({ column, runs, report }: PageColumn, language: Language): string {
  const [run] = runs;
  const { ran, of, partial } = report.coverage;
  const share = `${String(ran)} / ${String(of)}${partial.length > 0 ? texts[language].partial : ''}`;
  const name = `[\`${escaped(column.title)}\`](../packages/${column.package})`;
  if (!run) return line([name, texts[language].noRun, '', '', '', '', share, '']);
  return line([
    name,
    run.proof ? proofWords[run.proof][language] : '',
    inLanguage(run.sdkVersion, language),
    inLanguage(run.server ?? '', language),
    run.browser ?? 'Node',
    `${run.date}, \`${run.commit}\``,
    share,
    String(report.counts.failed),
  ]);
}

function rowLine({ row, cells }: PageRow, language: Language): string {
  const first = cells.flatMap(({ findings }) => findings)[0]?.clause.law;
  const link = `laws.md#${first ?? 'claims'}`;
  return line([`[${row.title[language]}](${link})`, ...cells.map((cell) => cellText(cell, language))]);
}

function cellText({ status, says, passed, of }: Cell, language: Language): string {
  const share = status === 'passed' && passed < of ? ` ${String(passed)}/${String(of)}` : '';
  const how = says === undefined || says === 'yes' ? '' : ` ${inLanguage(says, language)}`;
  return escaped(`${marks[status]}${share}${how}`);
}

/** A clause that ran with real media nowhere, and why; reasons are written in English. */
function nowhereLine({ id, title, reasons }: NowhereReal, language: Language): string {
  if (language === 'zh') return `- ${id}`;
  return `- **${id}** ${title} _${reasons.length > 0 ? reasons.join('; ') : 'no adapter claims it'}_`;
}

/** Why clauses that apply did not run, or failed, and which. */
function notProved({ column, report }: PageColumn): readonly string[] {
  const left = report.clauses.filter(({ status }) => status === 'not-drivable' || status === 'failed');
  if (left.length === 0) return [];
  const reasons = [...new Set(left.map(({ reason }) => reason))];
  const lines = reasons.map((reason = '') => {
    const ids = left.filter((each) => each.reason === reason).map(({ id }) => id);
    return `- ${reason} _(${ids.join(', ')})_`;
  });
  return ['', `### ${column.title}`, '', ...lines];
}

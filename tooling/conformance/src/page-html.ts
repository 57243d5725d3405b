import type { Cell } from './cell.ts';
import { escaped } from './escaped.ts';
import type { Page, PageColumn, PageRow } from './page.ts';
import { pageStyle } from './page-style.ts';
import { runFacts } from './run-facts.ts';
import { runsHtml } from './runs-html.ts';
import { areaWords, marks, statusWords } from './words.ts';

const classOf = (status: Cell['status']): string => status.replaceAll(' ', '-');

/** Writes the conformance page as one file of HTML, without scripts and without anything from elsewhere. */
export function pageHtml(page: Page): string {
  const { columns, rows } = page;
  const areas = [...new Set(rows.map(({ row }) => row.area))];
  const span = String(columns.length + 1);
  const body = areas.flatMap((area) => [
    `<tr class="area"><th colspan="${span}" scope="rowgroup"><span>${areaWords[area].en}</span></th></tr>`,
    ...rows.filter(({ row }) => row.area === area).map((each) => rowHtml(each, columns)),
  ]);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Jackfield: conformance of RTC adapters</title>
<style>${pageStyle}</style>
</head>
<body>
<header>
<h1>Conformance</h1>
<p>“Can I use” for RTC vendors: what each adapter can do, and which laws of the contract were seen to hold. Choose a cell to read its clauses.</p>
<ul class="legend">
${legend()}
</ul>
</header>
<main>
<div class="scroll" role="region" aria-label="What each adapter can do" tabindex="0">
<table class="matrix">
<thead><tr><th scope="col">Adapter, with its options</th>${columns.map(headHtml).join('')}</tr></thead>
<tbody>
${body.join('\n')}
</tbody>
</table>
</div>
${runsHtml(page)}
<h2>Clauses</h2>
<p>What was tried for each row. The same text, with the law around it, is in <a href="laws.md">docs/laws.md</a>.</p>
${rows.map((each) => detailsHtml(each, columns)).join('\n')}
</main>
</body>
</html>
`;
}

function legend(): string {
  const lines = (Object.keys(marks) as Cell['status'][]).map(
    (status) => `<li class="${classOf(status)}"><b>${marks[status]}</b> ${statusWords[status].en}</li>`,
  );
  return [
    ...lines,
    '<li>5/7: of seven clauses that apply, five ran and hold</li>',
    '<li>partial: too few clauses ran to speak of the contract</li>',
  ].join('\n');
}

function headHtml({ column, runs, report }: PageColumn): string {
  const [run] = runs;
  const facts = run ? runFacts(run) : ['no run is kept'];
  const lines = facts.map((fact) => `<small>${escaped(fact)}</small>`);
  return `<th scope="col" id="${column.id}"><code>${escaped(column.title)}</code>${badgeHtml(report)}${lines.join('')}</th>`;
}

function badgeHtml({ coverage: { ran, of, partial }, counts }: PageColumn['report']): string {
  const share = `${String(ran)} of ${String(of)}`;
  if (counts.failed > 0) return `<span class="badge failed">${String(counts.failed)} failed</span>`;
  if (partial.length === 0) return `<span class="badge passed">${share} clauses</span>`;
  return `<span class="badge not-proved-here" title="${escaped(partial.join(' '))}">partial: ${share}</span>`;
}

function rowHtml({ row, cells }: PageRow, columns: readonly PageColumn[]): string {
  const title = `<th scope="row"><a href="#${row.id}">${escaped(row.title.en)}</a></th>`;
  return `<tr>${title}${cells.map((cell, index) => cellHtml(cell, row.id, columns[index])).join('')}</tr>`;
}

function cellHtml(cell: Cell, row: string, about: PageColumn | undefined): string {
  const { status, says, passed, of, findings } = cell;
  const share = status === 'passed' && passed < of ? `<i>${String(passed)}/${String(of)}</i>` : '';
  const how = says === undefined || says === 'yes' ? '' : `<small>${escaped(says)}</small>`;
  const run = findings.find((each) => each.status === status)?.run;
  const isTried = run?.proof !== undefined && (status === 'passed' || status === 'failed');
  const word = isTried
    ? runFacts(run)[0]
    : findings.length === 0 && says !== undefined
      ? 'its word alone'
      : '';
  const level = word ? `<small class="proof">${word}</small>` : '';
  const name = `${about?.column.title ?? ''}: ${statusWords[status].en}, ${String(passed)} of ${String(of)} clauses`;
  const href = `#${row}.${about?.column.id ?? ''}`;
  const facts = isTried ? ` title="${escaped(runFacts(run).join(' · '))}"` : '';
  return `<td class="${classOf(status)}"><a${facts} href="${href}" aria-label="${escaped(name)}"><b>${marks[status]}</b>${share}${how}${level}</a></td>`;
}

function detailsHtml({ row, cells }: PageRow, columns: readonly PageColumn[]): string {
  const clauses = cells[0]?.findings.map(({ clause }) => clause) ?? [];
  const head = columns.map(
    ({ column }) => `<th scope="col" id="${row.id}.${column.id}"><code>${escaped(column.title)}</code></th>`,
  );
  const lines = clauses.map((clause, index) => {
    const found = cells.map(({ findings }) => findings[index]);
    const marked = found.map((each) =>
      each
        ? `<td class="${classOf(each.status)}" title="${escaped(each.reason === '' ? statusWords[each.status].en : each.reason)}"><b>${marks[each.status]}</b></td>`
        : '<td></td>',
    );
    return `<tr><th scope="row"><a href="laws.md#${clause.id.toLowerCase()}">${clause.id}</a> ${escaped(clause.title)}</th>${marked.join('')}</tr>`;
  });
  const reasons = columns.flatMap(({ column }, index) => reasonsOf(column.title, cells[index]));
  const none = clauses.length === 0 ? '<p>No clause can try this: it is the adapter’s word alone.</p>' : '';
  const why = reasons.length === 0 ? '' : `<ul class="why">${reasons.join('')}</ul>`;
  return `<details id="${row.id}"><summary>${escaped(row.title.en)} <small>${String(clauses.length)}</small></summary>${none}
<div class="scroll"><table class="clauses"><thead><tr><th></th>${head.join('')}</tr></thead><tbody>${lines.join('\n')}</tbody></table></div>${why}</details>`;
}

/** Why clauses were not proved, or failed, a line each. */
function reasonsOf(title: string, cell: Cell | undefined): readonly string[] {
  const left =
    cell?.findings.filter(({ status }) => status === 'failed' || status === 'not proved here') ?? [];
  return [...new Set(left.map(({ reason }) => reason))].map((reason) => {
    const ids = left.filter((each) => each.reason === reason).map(({ clause }) => clause.id);
    return `<li><code>${escaped(title)}</code> ${ids.join(', ')}: ${escaped(reason)}</li>`;
  });
}

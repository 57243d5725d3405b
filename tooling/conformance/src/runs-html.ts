import { escaped } from './escaped.ts';
import type { Page } from './page.ts';
import { runFacts } from './run-facts.ts';

const heads = [
  'adapter',
  'run',
  'level of proof',
  'SDK',
  'server',
  'browser',
  'day and commit',
  'clauses that passed',
];

/** Writes the table of all runs: a column of the page may stand on several. */
export function runsHtml({ columns }: Page): string {
  const lines = columns.flatMap(({ column, runs }) =>
    runs.map((run) => {
      const [proof = '', sdk = '', ...rest] = runFacts(run);
      const [server = '', browser = '', when = ''] = run.server ? rest : ['', ...rest];
      const passed = Object.values(run.clauses).filter((word) => word === 'passed').length;
      const cells = [run.contract, proof, sdk, server, browser, when, String(passed)];
      const tds = cells.map((cell) => `<td>${escaped(cell)}</td>`).join('');
      return `<tr><th scope="row"><code>${escaped(column.title)}</code></th>${tds}</tr>`;
    }),
  );
  return `<h2 id="runs">Runs</h2>
<p>What a column says comes from these. Where there are several, a clause that failed in one has failed.</p>
<div class="scroll" role="region" aria-label="Runs" tabindex="0"><table class="runs"><thead><tr>${heads.map((head) => `<th scope="col">${head}</th>`).join('')}</tr></thead><tbody>
${lines.join('\n')}
</tbody></table></div>`;
}

import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import process from 'node:process';
import { contractBadge } from '@jackfield/contract';
import { describe, expect, it } from 'vitest';
import { adapterClauses } from '../src/cell.ts';
import { capabilityRows } from '../src/capability-rows.ts';
import { columns } from '../src/columns.ts';
import { lawRows } from '../src/law-rows.ts';
import { pageHtml } from '../src/page-html.ts';
import { pageMarkdown } from '../src/page-markdown.ts';
import { pageOf } from '../src/page.ts';
import { readRecord, recordFile, withReport, type ConformanceRecord } from '../src/record.ts';
import { reportsIn, runOfEnvironment } from '../src/reports-in.ts';

const root = new URL('../../../', import.meta.url);

/** What is kept, with what this run of `npm run conformance` adds where this is one. */
function recordNow(): ConformanceRecord {
  const run = runOfEnvironment();
  if (!run) return readRecord();
  return reportsIn(run.directory).reduce((record, report) => withReport(record, report, run), readRecord());
}

const page = pageOf(recordNow());

describe('the conformance page', () => {
  it('is written where `npm run conformance` wants it, and kept where that is wished', () => {
    const run = runOfEnvironment();
    const text = JSON.stringify(recordNow(), null, 1);
    if (run?.target !== undefined) {
      mkdirSync(run.target, { recursive: true });
      writeFileSync(`${run.target}/conformance.json`, `${text}\n`);
      writeFileSync(`${run.target}/conformance.md`, pageMarkdown(page, 'en'));
      writeFileSync(`${run.target}/conformance.html`, pageHtml(page));
      for (const { column, report } of page.columns)
        writeFileSync(`${run.target}/conformance-${column.id}.svg`, contractBadge(report));
    }
    if (run?.keeps) writeFileSync(recordFile, `${text}\n`);
    expect(existsSync(recordFile)).toBe(true);
  });

  it.skipIf(process.env['JACKFIELD_CONFORMANCE_REPORTS'])(
    'stands in docs, in both languages and as a page',
    async () => {
      const kept = pageOf(readRecord());
      await expect(pageMarkdown(kept, 'en')).toMatchFileSnapshot('../../../docs/conformance.md');
      await expect(pageMarkdown(kept, 'zh')).toMatchFileSnapshot('../../../docs/conformance.zh.md');
      await expect(pageHtml(kept)).toMatchFileSnapshot('../../../docs/conformance.html');
    },
  );

  it('has a column for every adapter', () => {
    const adapters = readdirSync(new URL('packages/', root)).filter((name) => name.startsWith('adapter-'));
    expect(adapters.filter((name) => !columns.some((column) => column.package === name))).toEqual([]);
  });

  it('has every clause in a row, and a clause in every row but those that are a promise alone', () => {
    const rows = [...capabilityRows, ...lawRows];
    expect(adapterClauses.filter((clause) => !lawRows.some((row) => row.isAbout(clause)))).toEqual([]);
    const empty = rows.filter((row) => !adapterClauses.some((clause) => row.isAbout(clause)));
    expect(empty.map(({ id }) => id)).toMatchInlineSnapshot(`
      [
        "can-attested",
        "can-simulcast",
        "can-recording",
        "can-region",
      ]
    `);
  });

  it('is what both READMEs say in short', async () => {
    for (const name of ['README.md', 'README.zh-CN.md']) {
      const text = readFileSync(new URL(name, root), 'utf8');
      const updated = page.columns.reduce((said, { column, report }) => {
        const { ran, of, partial } = report.coverage;
        const count = `${String(ran)} / ${String(of)}${partial.length > 0 ? ', partial' : ''}`;
        const start = `| \`${column.title}\` `;
        expect(said, `${name} has no row of ${column.title}`).toContain(start);
        // As wide as it was, where it can be: the table stays as it was laid out.
        return said
          .split('\n')
          .map((line) =>
            line.startsWith(start)
              ? line.replace(/\d+ \/ \d+(?:, partial)? *(?=\|$)/u, (before) =>
                  `${count} `.padEnd(before.length),
                )
              : line,
          )
          .join('\n');
      }, text);
      await expect(updated).toMatchFileSnapshot(`../../../${name}`);
    }
  });
});

import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { contractBadge } from '@jackfield/contract';
import { describe, expect, it } from 'vitest';
import { adapterClauses } from '../src/cell.ts';
import { capabilityRows } from '../src/capability-rows.ts';
import { columns } from '../src/columns.ts';
import { lawRows } from '../src/law-rows.ts';
import { pageHtml } from '../src/page-html.ts';
import { pageMarkdown } from '../src/page-markdown.ts';
import { pageOf } from '../src/page.ts';
import { inLanguage } from '../src/words.ts';
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

/** A run writes the record; documents are made of it, and compared with it, afterwards: `conformance:keep`. */
const isRun = runOfEnvironment() !== undefined;

/** The columns that a text takes in a table that is laid out: a Chinese letter or mark takes two. */
function widthOf(text: string): number {
  return text.length + (text.match(/[\p{Script=Han}，]/gu) ?? []).length;
}

/** A text with spaces behind it, one at least, up to a width. */
function padded(text: string, width: number): string {
  return text + ' '.repeat(Math.max(1, width - widthOf(text)));
}

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

  it.skipIf(isRun)('stands in docs, in both languages and as a page', async () => {
    const kept = pageOf(readRecord());
    await expect(pageMarkdown(kept, 'en')).toMatchFileSnapshot('../../../docs/conformance.md');
    await expect(pageMarkdown(kept, 'zh')).toMatchFileSnapshot('../../../docs/conformance.zh.md');
    await expect(pageHtml(kept)).toMatchFileSnapshot('../../../docs/conformance.html');
  });

  it('says in Chinese what it says of an adapter, but for words of the API and of vendors', () => {
    const said = page.rows.flatMap(({ cells }) => cells.flatMap(({ says = 'yes' }) => says));
    const english = new Set(said.filter((says) => !/\p{Script=Han}/u.test(inLanguage(says, 'zh'))));
    english.delete('yes');
    expect([...english].sort()).toMatchInlineSnapshot(`
      [
        "anchor, audience",
        "camera",
        "host, audience",
        "microphone, camera",
        "microphone, camera, screen, screen-audio",
        "mute, kick, close-room",
        "mute, unpublish, kick, close-room",
      ]
    `);
  });

  it('links anchors that are there: of its own, and of the laws', () => {
    const html = pageHtml(page);
    const laws = readFileSync(new URL('docs/laws.md', root), 'utf8');
    const links = [...html.matchAll(/href="([^"]+)"/gu)].map(([, link = '']) => link);
    const isThere = (link: string): boolean => {
      const [file, anchor = ''] = link.split('#');
      if (file === '') return html.includes(` id="${anchor}"`);
      return file === 'laws.md' && (anchor === '' || laws.includes(`<a id="${anchor}"></a>`));
    };
    expect(links.length).toBeGreaterThan(adapterClauses.length);
    expect(links.filter((link) => !isThere(link))).toEqual([]);
  });

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
        "can-recording",
        "can-region",
      ]
    `);
  });

  it.skipIf(isRun)('is what both READMEs say in short', async () => {
    for (const name of ['README.md', 'README.zh-CN.md']) {
      const text = readFileSync(new URL(name, root), 'utf8');
      const updated = page.columns.reduce((said, { column, report }) => {
        const { ran, of, partial } = report.coverage;
        const few = name.includes('zh') ? '，不完整' : ', partial';
        const count = `${String(ran)} / ${String(of)}${partial.length > 0 ? few : ''}`;
        const start = `| \`${column.title}\` `;
        expect(said, `${name} has no row of ${column.title}`).toContain(start);
        // As wide as it was, where it can be: the table stays as it was laid out.
        return said
          .split('\n')
          .map((line) =>
            line.startsWith(start)
              ? line.replace(/\d+ \/ \d+(?:, partial|，不完整)? *(?=\|$)/u, (before) =>
                  padded(count, widthOf(before)),
                )
              : line,
          )
          .join('\n');
      }, text);
      await expect(updated).toMatchFileSnapshot(`../../../${name}`);
    }
  });
});

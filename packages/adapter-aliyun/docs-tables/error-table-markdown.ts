import { codesByNumber } from '../src/map/error-table.ts';
import { errorMeanings } from './error-meanings.ts';

const heads = {
  en: ['number', "the vendor's name", 'code here', 'meaning'],
  zh: ['错误码', '阿里云的名称', '本库的 code', '含义'],
} as const;

/** The error table of `docs/aliyun.md` (`en`) or `docs/aliyun.zh.md` (`zh`). Prettier aligns it. */
export function errorTableMarkdown(language: 'en' | 'zh'): string {
  const rows = Object.entries(codesByNumber).map(([number, code]) => {
    const meaning = errorMeanings[Number(number)];
    const name = meaning?.name ? `\`${meaning.name}\`` : '–';
    return [number, name, `\`${code ?? ''}\``, meaning?.[language] ?? ''];
  });
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(heads[language]), line(['---', '---', '---', '---']), ...rows.map(line)].join('\n');
}

const [begin, end] = ['<!-- error table: begin (generated) -->', '<!-- error table: end -->'];

/** A document with its table put in anew. Throws where the document has no place for it. */
export function withErrorTable(document: string, language: 'en' | 'zh'): string {
  const from = document.indexOf(begin);
  const to = document.indexOf(end);
  if (from < 0 || to < from) throw new Error(`The document has no "${begin}" … "${end}".`);
  return `${document.slice(0, from + begin.length)}\n\n${errorTableMarkdown(language)}\n\n${document.slice(to)}`;
}

/** A document without the blanks and dashes that only align a table. */
export function unaligned(document: string): string {
  return document.replaceAll(/ +/gu, ' ').replaceAll(/-{3,}/gu, '---');
}

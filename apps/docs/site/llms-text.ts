import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sidebarOf } from './outline.ts';
import { root, type Page } from './source-pages.ts';

/**
 * Writes `llms.txt`: what the site is, and a list of its pages as Markdown with a sentence each, for programs that read. `base` is the path
 * that the site stands under, with a slash at its end.
 */
export function llmsText(pages: readonly Page[], base: string): string {
  const sources = new Map(pages.map(({ path, source }) => [`/${path}`, source]));
  const line = ({ text, link }: { readonly text: string; readonly link: string }): string => {
    const source = sources.get(`${link}.md`);
    const sentence = source === undefined ? '' : firstSentence(readFileSync(join(root, source), 'utf8'));
    return `- [${text}](${base}${link.slice(1)}.md)${sentence === '' ? '' : `: ${sentence}`}`;
  };
  const groups = sidebarOf(pages, 'en').map(
    ({ text, items }) => `## ${text}\n\n${items.map(line).join('\n')}\n`,
  );
  const chinese = sidebarOf(pages, 'zh')
    .flatMap(({ items }) => items)
    .filter(({ link }) => link.startsWith('/zh/'));
  return [
    '# Jackfield',
    '',
    '> One call API for the web that any RTC vendor plugs into: an app is written once against `@jackfield/core`, the vendor is one import in one file, and a contract holds every adapter to the same behaviour.',
    '',
    ...groups,
    '## 简体中文',
    '',
    ...chinese.map(line),
    '',
  ].join('\n');
}

/** The first sentence of a document, as plain text. */
function firstSentence(text: string): string {
  const paragraph = text
    .split(/\n{2,}/u)
    .find((part) => !/^(?:#|\[|<|```|---|\||-|!)/u.test(part.trim()) && part.trim() !== '');
  const plain = (paragraph ?? '').replaceAll(/\s+/gu, ' ').replaceAll(/\[([^\]]+)\]\([^)]*\)/gu, '$1');
  return /^.*?(?:[.:](?= |$)|。|：)/u.exec(plain)?.[0].replace(/[:：]$/u, '.') ?? plain;
}

import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the repository, from which pages are taken. */
export const root: string = fileURLToPath(new URL('../../../', import.meta.url));
/** Where what is written for the site alone lies, from the root: the API reference, and notices for what is not translated. */
export const generated = 'apps/docs/generated/';

/** Folders that hold nothing of the repository, by name. */
export const leftOut: readonly string[] = [
  'node_modules',
  'dist',
  'test-results',
  'playwright-report',
  'cache',
  'coverage',
  'reports',
];

/** The languages of the site. */
export type Language = 'en' | 'zh';

/** A page of the site and the document that it is. */
export interface Page {
  /** The document, from the root. */
  readonly source: string;
  /** The page, from the site's root: `switching.md`, `zh/switching.md`. */
  readonly path: string;
  readonly language: Language;
  /** Its first heading. */
  readonly title: string;
}

/** Every document of the repository that is a page, as it lies there now: a new one in `docs/` needs no entry anywhere. */
export function sourcePages(): readonly Page[] {
  return markdownFiles().flatMap((source) => {
    const path = pathOf(source);
    if (path === undefined) return [];
    return [{ source, path, language: path.startsWith('zh/') ? 'zh' : 'en', title: titleOf(source) }];
  });
}

/** Every Markdown file of the repository, from the root. */
export function markdownFiles(): readonly string[] {
  const found: string[] = [];
  const walk = (directory: string): void => {
    for (const entry of readdirSync(directory, { withFileTypes: true })) {
      const path = join(directory, entry.name);
      if (entry.isDirectory()) {
        if (!leftOut.includes(entry.name) && !/^\.(?!vitepress)/u.test(entry.name)) walk(path);
      } else if (entry.name.endsWith('.md')) found.push(relative(root, path).split(sep).join('/'));
    }
  };
  walk(root);
  return found.sort();
}

/** Says which page a document is; undefined for one that is none. */
export function pathOf(source: string): string | undefined {
  const [, chinese] = /^docs\/(.+)\.zh\.md$/u.exec(source) ?? [];
  if (chinese !== undefined) return `zh/${chinese}.md`;
  const [, english] = /^docs\/(.+\.md)$/u.exec(source) ?? [];
  if (english !== undefined) return english;
  const [, home] = /^apps\/docs\/home\/(.*index\.md)$/u.exec(source) ?? [];
  if (home !== undefined) return home;
  const [, folder, inChinese] = /^(?:packages|apps)\/([\w-]+)\/README(\.zh-CN)?\.md$/u.exec(source) ?? [];
  if (folder === 'docs') return undefined;
  if (folder !== undefined) return `${inChinese === undefined ? '' : 'zh/'}packages/${folder}.md`;
  if (source === 'CONTRIBUTING.md') return 'contributing.md';
  if (source === 'SECURITY.md') return 'security-policy.md';
  if (source.startsWith(`${generated}reference/`))
    return `reference/${source.slice(`${generated}reference/`.length).replace('@jackfield/', '')}`;
  if (source.startsWith(`${generated}zh/`)) return source.slice(generated.length);
  return undefined;
}

/** The first heading of a document. */
function titleOf(source: string): string {
  const text = existsSync(join(root, source)) ? readFileSync(join(root, source), 'utf8') : '';
  const heading = /^# (.+)$/mu.exec(text)?.[1] ?? /^title: (.+)$/mu.exec(text)?.[1] ?? source;
  return heading.replaceAll(/[`*]/gu, '').replaceAll(/\[([^\]]+)\]\([^)]*\)/gu, '$1');
}

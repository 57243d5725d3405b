import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { generated, root, type Page } from './source-pages.ts';

/** Writes, for each page that is not translated, what a Chinese reader finds in its place: a way to the English one. */
export function writeNotices(pages: readonly Page[]): void {
  const translated = new Set(
    pages.filter(({ source }) => !source.startsWith(`${generated}zh/`)).map(({ path }) => path),
  );
  const wanted = new Map(
    pages
      .filter(({ path, language }) => language === 'en' && !translated.has(`zh/${path}`))
      .map(({ path, title }) => [
        `zh/${path}`,
        `---\nsearch: false\n---\n\n# ${title}\n\n本页还没有中文版，请看[英文原文](/${path})。\n`,
      ]),
  );
  for (const { source, path } of pages)
    if (source.startsWith(`${generated}zh/`) && !wanted.has(path)) rmSync(join(root, source));
  for (const [path, text] of wanted) {
    const file = join(root, generated, path);
    if (existsSync(file) && readFileSync(file, 'utf8') === text) continue;
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}

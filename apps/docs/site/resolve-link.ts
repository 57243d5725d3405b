import { existsSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';
import { generated, pathOf, root, type Page } from './source-pages.ts';

/** The files and pages that links are resolved against. */
interface LinkContext {
  /** The document that the link is in, from the root. */
  readonly source: string;
  readonly pages: readonly Page[];
  /** The address of the repository. */
  readonly repository: string;
}

/**
 * Says where a link of a document leads on the site: to a page where its target is one, to the repository otherwise. Undefined for a
 * link that needs no change. Links into the repository by its address count as links to its files, as READMEs on a registry have them.
 */
export function resolveLink(href: string, { source, pages, repository }: LinkContext): string | undefined {
  const [address = '', hash] = href.split('#', 2);
  const anchor = hash === undefined ? '' : `#${hash}`;
  const inRepository = new RegExp(`^${repository}/(?:blob|tree)/main/(.*)$`, 'u').exec(address)?.[1];
  if (inRepository === undefined && (address === '' || /^(?:[a-z]+:|\/)/u.test(address))) return undefined;
  const target = inRepository ?? posix.normalize(posix.join(posix.dirname(source), decodeURI(address)));
  const path = pageOf(target.replace(/\/$/u, ''), pages);
  if (path !== undefined) return `/${inLanguageOf({ source, target, path, pages })}${anchor}`;
  if (!existsSync(join(root, target))) return undefined;
  return `${repository}/${statSync(join(root, target)).isDirectory() ? 'tree' : 'blob'}/main/${target}${anchor}`;
}

function pageOf(target: string, pages: readonly Page[]): string | undefined {
  const candidates = [target, `${target}/README.md`].flatMap((name) => pathOf(name) ?? []);
  const known = new Set(pages.map(({ path }) => path));
  const found = candidates.find((path) => known.has(path));
  if (found !== undefined) return found;
  // A folder of documents: its first page.
  return pages.find(({ source }) => source.startsWith(`${target}/`) && target.startsWith('docs/'))?.path;
}

/** The page of a folder in the language of the page that names it, where there is one: a folder has no language. */
function inLanguageOf({
  source,
  target,
  path,
  pages,
}: {
  readonly source: string;
  readonly target: string;
  readonly path: string;
  readonly pages: readonly Page[];
}): string {
  const isChinese = pages.find((page) => page.source === source)?.language === 'zh';
  const twin = pages.find((page) => page.path === `zh/${path}` && !page.source.startsWith(generated));
  return isChinese && twin && !target.endsWith('.md') ? twin.path : path;
}

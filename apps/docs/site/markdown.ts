import { relative, sep } from 'node:path';
import type { MarkdownEnv, MarkdownRenderer } from 'vitepress';
import { inlineDrawing } from './inline-drawings.ts';
import { resolveLink } from './resolve-link.ts';
import { root, type Page } from './source-pages.ts';

/** Makes documents of the repository pages of the site: their links lead to pages, their drawings take the colours of the theme. */
export function asPages({
  pages,
  repository,
}: {
  readonly pages: readonly Page[];
  readonly repository: string;
}) {
  return (markdown: MarkdownRenderer): void => {
    markdown.core.ruler.push('pages-of-the-site', (state) => {
      const env = state.env as Partial<MarkdownEnv> | undefined;
      const path = env?.realPath ?? env?.path;
      if (path === undefined) return; // a title, by itself
      const source = relative(root, path).split(sep).join('/');
      for (const token of state.tokens.flatMap(({ children }) => children ?? [])) {
        const href = token.attrGet('href');
        if (token.type === 'link_open' && href !== null) {
          const resolved = resolveLink(href, { source, pages, repository });
          if (resolved !== undefined) token.attrSet('href', resolved);
        }
        const src = token.type === 'image' ? token.attrGet('src') : null;
        const drawing = src === null ? undefined : inlineDrawing(src, source);
        if (drawing !== undefined)
          Object.assign(token, { type: 'html_inline', content: drawing, children: null });
      }
    });
  };
}

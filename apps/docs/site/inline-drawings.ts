import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { root } from './source-pages.ts';

/**
 * Reads a drawing of `docs/images` as HTML, without its own colours: the theme of the site gives them, light and dark. Undefined for
 * another picture.
 */
export function inlineDrawing(src: string, source: string): string | undefined {
  if (!/(?:^|\/)concept-[\w.-]+\.svg$/u.test(src)) return undefined;
  const text = readFileSync(join(root, posix.join(posix.dirname(source), src)), 'utf8');
  const [, name = ''] = /concept-([\w-]+)/u.exec(src) ?? [];
  const [, label = ''] = /aria-label="([^"]*)"/u.exec(text) ?? [];
  // Names are the page's: each drawing has arrow heads of its own.
  const drawing = text
    .replace(/<style>.*?<\/style>\n?/su, '')
    .replaceAll(/id="([pq])"/gu, `id="${name}-$1"`)
    .replace('class="jf"', `class="jf" style="--head:url(#${name}-p);--hot-head:url(#${name}-q)"`);
  // On a phone it is wider than the page, so that it can be read, and moves by itself, by keys too.
  return `<span class="jf-frame" role="group" tabindex="0" aria-label="${label}">${drawing.trim()}</span>`;
}

import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

/**
 * Mends links of the reference to headings: the plugin counts `RtcError.code` and `RtcErrorCode` as one name, and links to the second,
 * which the site does not number.
 * @param {string} folder
 */
export function mendAnchors(folder) {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.md'),
  );
  const texts = new Map(files.map((file) => [normalize(file), readFileSync(join(folder, file), 'utf8')]));
  for (const [file, text] of texts) {
    const mended = text.replaceAll(/\]\(([^)#\s]*)#([\w-]+?)-(\d+)\)/gu, (link, path, name, number) => {
      const target = texts.get(path === '' ? file : normalize(join(dirname(file), path)));
      const headings = [...(target ?? '').matchAll(/^#+ (.+)$/gmu)].filter(
        ([, heading = '']) => slugOf(heading) === name,
      );
      return headings.length > 0 && headings.length <= Number(number) ? `](${path}#${name})` : link;
    });
    if (mended !== text) writeFileSync(join(folder, file), mended);
  }
}

/** @param {string} heading */
function slugOf(heading) {
  return heading
    .toLowerCase()
    .replaceAll(/[^\w\s-]/gu, '')
    .trim()
    .replaceAll(/\s+/gu, '-');
}

import { readdir, readFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Files of a template: text by name, with `/` between folders. */
export type TemplateFiles = ReadonlyMap<string, string>;

/** Beside `src` and `dist` alike. */
const folder = fileURLToPath(new URL('../templates', import.meta.url));

/** Reads a template. Names that packing a package would change or leave out are told apart by how they begin. */
export async function readTemplate(name: string): Promise<TemplateFiles> {
  const base = join(folder, name);
  const entries = await readdir(base, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(base.length + 1));
  const read = files.sort().map(async (file) => {
    const text = await readFile(join(base, file), 'utf8');
    return [nameOf(file.split(sep).join('/')), text] as const;
  });
  return new Map(await Promise.all(read));
}

function nameOf(file: string): string {
  return file
    .replace(/^_package\.json$/u, 'package.json')
    .replace(/^_gitignore$/u, '.gitignore')
    .replace(/^github\//u, '.github/');
}

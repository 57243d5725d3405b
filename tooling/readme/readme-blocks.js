import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const readme = new URL('../../README.md', import.meta.url);
const prefix = 'virtual:readme/';
/** Where the modules would be if they were files: their imports resolve from here, and they are TypeScript by name. */
const folder = fileURLToPath(new URL('./generated/', import.meta.url));

/**
 * Gives each TypeScript block of the root README as a module, by the name of something that it exports:
 * `virtual:readme/call` is the block that exports `call`.
 * @returns {import('vite').Plugin}
 */
export function readmeBlocks() {
  return {
    name: 'readme-blocks',
    resolveId: (id) => (id.startsWith(prefix) ? `${folder}${id.slice(prefix.length)}.ts` : undefined),
    load(id) {
      if (!id.startsWith(folder)) return undefined;
      const name = id.slice(folder.length, -'.ts'.length);
      const blocks = readFileSync(readme, 'utf8').match(/^```ts\n[\s\S]*?^```$/gm) ?? [];
      const block = blocks.find((each) =>
        new RegExp(`^export (async )?(function|const) ${name}\\b`, 'm').test(each),
      );
      if (!block) throw new Error(`No TypeScript block of README.md exports ${name}.`);
      return block.slice('```ts\n'.length, -'```'.length);
    },
  };
}

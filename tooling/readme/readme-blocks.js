import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = new URL('../../', import.meta.url);
const prefix = 'virtual:readme/';
/** Where the modules would be if they were files: their imports resolve from here, and they are TypeScript by name. */
const folder = fileURLToPath(new URL('./generated/', import.meta.url));

/**
 * @param {string} document
 * @returns {string[]}
 */
function blocksOf(document) {
  const found = readFileSync(new URL(document, root), 'utf8').matchAll(/^```ts\n([\s\S]*?)^```$/gm);
  return [...found].map(([, code]) => code ?? '');
}

/**
 * @param {string} name
 * @returns {string | undefined}
 */
function blockOf(name) {
  const [, number] = /^fake-(\d+)$/.exec(name) ?? [];
  if (number) return blocksOf('packages/adapter-fake/README.md')[Number(number) - 1];
  if (name === 'acme')
    return blocksOf('docs/adapter-authors.md').find((block) => block.includes('function acme('));
  if (name === 'languages') {
    const constant = (/** @type {string} */ language, /** @type {string} */ document) =>
      `export const ${language} = ${JSON.stringify(blocksOf(document))};\n`;
    return constant('english', 'README.md') + constant('chinese', 'README.zh-CN.md');
  }
  const exported = new RegExp(`^export (async )?(function|const) ${name}\\b`, 'm');
  return blocksOf('README.md').find((block) => exported.test(block));
}

/**
 * Gives TypeScript blocks of documents as modules: `virtual:readme/call` is the block of the root README that exports
 * `call`, `virtual:readme/languages` all of it and of the Chinese one as texts, `virtual:readme/fake-2` the second block of the fake adapter's README, `virtual:readme/acme` the adapter of
 * docs/adapter-authors.md.
 * @returns {import('vite').Plugin}
 */
export function readmeBlocks() {
  return {
    name: 'readme-blocks',
    resolveId: (id) => (id.startsWith(prefix) ? `${folder}${id.slice(prefix.length)}.ts` : undefined),
    load(id) {
      if (!id.startsWith(folder)) return undefined;
      const name = id.slice(folder.length, -'.ts'.length);
      const block = blockOf(name);
      if (block === undefined) throw new Error(`There is no code block for ${name}.`);
      return block;
    },
  };
}

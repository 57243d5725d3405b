import { readFileSync } from 'node:fs';
import { basename } from 'node:path';

/**
 * Exports say their source; a command that is published as `./dist/bin.js` is built from `./src/bin.ts`.
 * @param {any} manifest a parsed package.json
 * @returns {Record<string, string>} output name → source file
 */
export function entriesOf(manifest) {
  /** @type {Record<string, string>} */
  const entries = {};
  for (const [name, target] of Object.entries(manifest.exports ?? {})) {
    if (typeof target !== 'object' || target === null) continue;
    const condition = target['@jackfield/source'];
    const source = typeof condition === 'object' ? condition.default : condition;
    const built = target.default;
    if (source === undefined) continue;
    if (typeof built !== 'string' || !built.startsWith('./dist/') || !built.endsWith('.js')) {
      throw new Error(`${manifest.name}: export "${name}" needs a "default" such as "./dist/index.js"`);
    }
    entries[built.slice('./dist/'.length, -'.js'.length)] = source;
  }
  for (const built of Object.values(manifest.publishConfig?.bin ?? manifest.bin ?? {})) {
    const name = built.slice('./dist/'.length, -'.js'.length);
    entries[name] = `./src/${name}.ts`;
  }
  if (Object.keys(entries).length === 0) {
    throw new Error(`${manifest.name}: no export has the "@jackfield/source" condition, nothing to build`);
  }
  return entries;
}

/**
 * @param {{ platform?: 'neutral' | 'node' | 'browser' }} [options]
 * @returns {import('tsdown').UserConfig}
 */
export function packageBuild({ platform = 'neutral' } = {}) {
  const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
  return {
    name: basename(process.cwd()),
    entry: entriesOf(manifest),
    format: 'esm',
    platform,
    target: 'es2022',
    // `type: module` makes .js an ES module already; .mjs would not match the exports map.
    fixedExtension: false,
    dts: true,
    sourcemap: true,
    plugins: [publishedTypes()],
    clean: true,
    hash: false,
  };
}

const disposal = '/// <reference lib="esnext.disposable" />';
const disposes = /\bSymbol\.(?:asyncDispose|dispose)\b|\b(?:Async)?Disposable\b/u;
const namedMap = /\n\/\/# sourceMappingURL=\S+\s*$/u;

/**
 * Declarations as a consumer needs them. They name no map, as the sources that it would lead to are not published; and those
 * with `Symbol.asyncDispose` bring the part of TypeScript's library that knows it, so that no consumer's `lib` has to.
 */
function publishedTypes() {
  return {
    name: 'published-types',
    /**
     * @param {unknown} _options
     * @param {Record<string, { type: string, fileName: string, code?: string }>} bundle
     */
    generateBundle(_options, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type !== 'chunk' || !file.fileName.endsWith('.d.ts')) continue;
        const code = (file.code ?? '').replace(namedMap, '\n');
        file.code = disposes.test(code) ? `${disposal}\n${code}` : code;
      }
    },
  };
}

import { gzipSync } from 'node:zlib';
import { join, relative, sep } from 'node:path';
import { entriesOf } from './entries.mjs';

/**
 * @typedef {object} Size
 * @property {string} subpath entry of the exports map, `*` for everything that an app can ship (all but `./testing`,
 *   and `./adapter-kit`, which is in the size of adapters), or the name of a use
 * @property {number} minified bytes
 * @property {number} gzipped bytes, gzip level 9
 * @property {{ file: string, minified: number }[]} parts what each source file costs, largest first
 */

/**
 * Names that an app imports, by entry point: what a bundler leaves of the package then is the size of that use.
 * @typedef {Record<string, readonly string[]>} Imports
 */

/**
 * Sizes of a package's entry points as a consumer's bundler makes them from the sources, dependencies left out.
 * @param {import('../lib/workspace.mjs').WorkspacePackage} target
 * @param {Record<string, Imports>} [uses] by name
 * @returns {Promise<Size[]>}
 */
export async function sizesOf(target, uses = {}) {
  const entries = entriesOf(target.manifest);
  const sizes = [];
  for (const { subpath, specifier } of entries) {
    sizes.push(await measure({ target, subpath, contents: everything([specifier]) }));
  }
  for (const [subpath, imports] of Object.entries(uses)) {
    const lines = Object.entries(imports).map(([entry, names]) => {
      const { specifier } = entries.find((each) => each.subpath === entry) ?? { specifier: entry };
      return `export { ${names.join(', ')} } from ${JSON.stringify(specifier)};`;
    });
    sizes.push(await measure({ target, subpath, contents: lines.join('\n') }));
  }
  const shipped = entries
    .filter(({ subpath }) => subpath !== './testing' && subpath !== './adapter-kit')
    .map(({ specifier }) => specifier);
  if (shipped.length > 1) sizes.push(await measure({ target, subpath: '*', contents: everything(shipped) }));
  return sizes;
}

/** @param {string[]} specifiers */
function everything(specifiers) {
  return specifiers.map((specifier) => `export * from ${JSON.stringify(specifier)};`).join('\n');
}

/**
 * @param {{ target: import('../lib/workspace.mjs').WorkspacePackage, subpath: string, contents: string }} request
 * @returns {Promise<Size>}
 */
async function measure({ target, subpath, contents }) {
  const { build } = await import('esbuild');
  const { name, dependencies, peerDependencies } = target.manifest;
  const others = Object.keys({ ...dependencies, ...peerDependencies }).filter((other) => other !== name);
  const result = await build({
    stdin: {
      contents,
      resolveDir: target.directory,
      loader: 'js',
    },
    bundle: true,
    minify: true,
    write: false,
    metafile: true,
    format: 'esm',
    target: 'es2022',
    platform: 'neutral',
    conditions: ['@jackfield/source'],
    external: ['node:*', '*.svelte', '*.css', ...others],
    legalComments: 'none',
    absWorkingDir: target.directory,
    logLevel: 'silent',
  });
  const [file] = result.outputFiles;
  const [output] = Object.values(result.metafile.outputs);
  const code = file?.contents ?? new Uint8Array();
  return {
    subpath,
    minified: code.byteLength,
    gzipped: gzipSync(code, { level: 9 }).byteLength,
    parts: partsOf({ target, inputs: output?.inputs ?? {} }),
  };
}

/** @param {{ target: { directory: string }, inputs: Record<string, { bytesInOutput: number }> }} request */
function partsOf({ target, inputs }) {
  return Object.entries(inputs)
    .filter(([path, { bytesInOutput }]) => bytesInOutput > 0 && path !== '<stdin>')
    .map(([path, { bytesInOutput }]) => ({
      file: relative(target.directory, join(target.directory, path)).split(sep).join('/'),
      minified: bytesInOutput,
    }))
    .sort((a, b) => b.minified - a.minified);
}

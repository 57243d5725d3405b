import { gzipSync } from 'node:zlib';
import { join, relative, sep } from 'node:path';
import { entriesOf } from './entries.mjs';

/**
 * @typedef {object} Size
 * @property {string} subpath entry of the exports map, `*` for everything that an app can ship (all but `./testing`,
 *   and `./adapter-kit`, which is in the size of adapters), or the name of a use
 * @property {number} minified bytes
 * @property {number} gzipped bytes, gzip level 9; of a use each chunk by itself, then their sum
 * @property {Chunk[]} [chunks] of a use: what a page loads, the first chunk first
 * @property {{ file: string, minified: number }[]} parts what each source file costs, largest first
 */

/**
 * @typedef {object} Chunk
 * @property {string} name
 * @property {number} minified bytes
 * @property {number} gzipped bytes, gzip level 9
 */

/**
 * Names that an app imports, by entry point: what a bundler leaves of the package then is the size of that use.
 * @typedef {Record<string, readonly string[]>} Imports
 */

/**
 * @typedef {object} Use
 * @property {Imports} imports
 * @property {'first load' | 'all chunks'} [counts] `all chunks` where left out
 */

/**
 * Sizes of a package's entry points as a consumer's bundler makes them from the sources, dependencies left out.
 * @param {import('../lib/workspace/workspace.mjs').WorkspacePackage} target
 * @param {Record<string, Use>} [uses] by name
 * @returns {Promise<Size[]>}
 */
export async function sizesOf(target, uses = {}) {
  const entries = entriesOf(target.manifest);
  const sizes = [];
  for (const { subpath, specifier } of entries) {
    sizes.push(await measure({ target, subpath, contents: everything([specifier]) }));
  }
  for (const [subpath, use] of Object.entries(uses)) {
    const imports = Object.entries(use.imports).map(([entry, names]) => {
      const { specifier } = entries.find((each) => each.subpath === entry) ?? { specifier: entry };
      return { specifier, names };
    });
    sizes.push(await measureUse({ target, subpath, imports, counts: use.counts ?? 'all chunks' }));
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
 * @param {{ target: import('../lib/workspace/workspace.mjs').WorkspacePackage, subpath: string, contents: string }} request
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

/**
 * What a page loads that uses these names, as Vite's bundler makes it of an app: chunks, each compressed by itself.
 * @param {{
 *   target: import('../lib/workspace/workspace.mjs').WorkspacePackage,
 *   subpath: string,
 *   imports: { specifier: string, names: readonly string[] }[],
 *   counts: 'first load' | 'all chunks',
 * }} request
 * @returns {Promise<Size>}
 */
async function measureUse({ target, subpath, imports, counts }) {
  const { rolldown } = await import('rolldown');
  const app = join(target.directory, 'app-that-is-measured.js');
  const lines = imports.map(({ specifier, names }) => `import { ${names.join(', ')} } from '${specifier}';`);
  const code = `${lines.join('\n')}\nglobalThis.app = [${imports.flatMap(({ names }) => names).join(', ')}];`;
  const { name, dependencies, peerDependencies } = target.manifest;
  const others = Object.keys({ ...dependencies, ...peerDependencies }).filter((other) => other !== name);
  const bundle = await rolldown({
    input: { app },
    cwd: target.directory,
    // As of a page: nobody imports its entry, so that what chunks share may lie in it.
    preserveEntrySignatures: false,
    plugins: [
      {
        name: 'app',
        resolveId: (id) => (id === app ? app : null),
        load: (id) => (id === app ? { code, moduleType: 'js' } : null),
      },
    ],
    external: (id) => others.some((other) => id === other || id.startsWith(`${other}/`)),
    resolve: { conditionNames: ['@jackfield/source', 'import', 'default'] },
    transform: { target: 'es2022' },
    logLevel: 'silent',
  });
  const { output } = await bundle.generate({
    format: 'es',
    minify: true,
    comments: false,
    chunkFileNames: '[name].js',
  });
  await bundle.close();
  const built = output.filter((each) => each.type === 'chunk');
  const first = built.filter(({ isEntry }) => isEntry);
  for (const chunk of first)
    first.push(...built.filter((each) => chunk.imports.includes(each.fileName) && !first.includes(each)));
  const counted =
    counts === 'first load' ? first : [...first, ...built.filter((each) => !first.includes(each))];
  const chunks = counted.map((each) => ({
    name: each.fileName,
    minified: Buffer.byteLength(each.code),
    gzipped: gzipSync(each.code, { level: 9 }).byteLength,
  }));
  return {
    subpath,
    minified: chunks.reduce((sum, { minified }) => sum + minified, 0),
    gzipped: chunks.reduce((sum, { gzipped }) => sum + gzipped, 0),
    chunks,
    parts: [],
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

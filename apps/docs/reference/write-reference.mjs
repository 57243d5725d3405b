// Writes the API reference, from the doc comments of every package, into generated/reference: once for each state of the sources.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Application } from 'typedoc';
import { mendAnchors } from './mend-anchors.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const root = fileURLToPath(new URL('../../../', import.meta.url));
const out = fileURLToPath(new URL('../generated/reference/', import.meta.url));

/** Entry points of every package, by the name that is imported. */
const entries = readdirSync(join(root, 'packages'))
  .filter((folder) => existsSync(join(root, 'packages', folder, 'package.json')))
  .sort()
  .flatMap((folder) => {
    const manifest = JSON.parse(readFileSync(join(root, 'packages', folder, 'package.json'), 'utf8'));
    return Object.entries(manifest.exports ?? {}).flatMap(([subpath, target]) => {
      const source = sourceOf(target);
      return source === undefined
        ? []
        : [{ name: `${manifest.name}${subpath.slice(1)}`, file: join(root, 'packages', folder, source) }];
    });
  });

const hash = hashOf();
const stamp = join(out, 'hash');
if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== hash) {
  rmSync(out, { recursive: true, force: true });
  await write();
  mendAnchors(out);
  writeFileSync(stamp, hash);
}

async function write() {
  /** @type {import('typedoc').TypeDocOptions & import('typedoc-plugin-markdown').PluginOptions} */
  const options = {
    entryPoints: entries.map(({ file }) => file),
    tsconfig: join(here, 'tsconfig.json'),
    plugin: ['typedoc-plugin-markdown', fileURLToPath(new URL('./name-modules.mjs', import.meta.url))],
    skipErrorChecking: true,
    excludeExternals: true,
    excludePrivate: true,
    excludeInternal: true,
    disableSources: true,
    readme: 'none',
    logLevel: 'Error',
    validation: false,
    sort: ['kind', 'source-order'],
    outputs: [{ name: 'markdown', path: out }],
    outputFileStrategy: 'modules',
    entryFileName: 'index',
    hideBreadcrumbs: true,
    hidePageHeader: true,
    useCodeBlocks: true,
    expandObjects: false,
    parametersFormat: 'table',
    interfacePropertiesFormat: 'table',
    typeAliasPropertiesFormat: 'table',
    enumMembersFormat: 'table',
    propertyMembersFormat: 'table',
    typeDeclarationFormat: 'table',
    sanitizeComments: true,
    useHTMLEncodedBrackets: true,
    formatWithPrettier: false,
  };
  const app = await Application.bootstrapWithPlugins(options);
  const project = await app.convert();
  if (!project) throw new Error('TypeDoc could not read the packages.');
  await app.generateOutputs(project);
  if (app.logger.hasErrors()) throw new Error('TypeDoc has told errors.');
}

/** Where the sources of an entry point begin. @param {unknown} target */
function sourceOf(target) {
  const { '@jackfield/source': source } = /** @type {any} */ (Object(target));
  const file = source?.default ?? source;
  return typeof file === 'string' && file.endsWith('.ts') ? file : undefined;
}

/** The sources that the reference is written from. */
function hashOf() {
  const sum = createHash('sha256')
    .update(readFileSync(fileURLToPath(import.meta.url)))
    .update(readFileSync(fileURLToPath(new URL('./mend-anchors.mjs', import.meta.url))));
  const walk = (/** @type {string} */ directory) => {
    for (const entry of readdirSync(directory, { withFileTypes: true }).sort((a, b) =>
      a.name < b.name ? -1 : 1,
    )) {
      const path = join(directory, entry.name);
      if (entry.isDirectory()) walk(path);
      else sum.update(path.slice(root.length)).update(readFileSync(path));
    }
  };
  for (const folder of new Set(entries.map(({ file }) => file.replace(/\/src\/.*$/, '/src')))) walk(folder);
  return sum.digest('hex');
}

import { posix } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { withoutSource } from './entries.mjs';

const { dirname, join } = posix;

/** What an ESM-only package need not offer: a consumer that has no exports maps, and `require`. */
const otherResolutions = new Set(['node10', 'node16-cjs']);

/**
 * What the manifest in the workspace must say so that the published one is right.
 * @param {import('../lib/workspace/workspace.mjs').Manifest & { license?: string, type?: string, files?: string[], sideEffects?: unknown, bin?: Record<string, string>, engines?: { node?: string } }} manifest
 * @returns {string[]}
 */
export function manifestProblems(manifest) {
  const problems = [];
  if (manifest.type !== 'module') problems.push('"type" is not "module"');
  if (manifest.license !== 'MIT') problems.push('"license" is not "MIT"');
  for (const wanted of ['dist', 'CHANGELOG.md'])
    if (!manifest.files?.includes(wanted)) problems.push(`"files" does not list "${wanted}"`);
  for (const [name, range] of Object.entries(manifest.peerDependencies ?? {}))
    if (name.startsWith('@jackfield/') && range !== 'workspace:^')
      problems.push(
        `the peer ${name} is not "workspace:^", which is published as the minor version it is built with`,
      );
  if (manifest.sideEffects === undefined) problems.push('"sideEffects" is not stated');
  if (!manifest.engines?.node) problems.push('"engines.node" is not stated');
  if (manifest.publishConfig?.access !== 'public') problems.push('"publishConfig.access" is not "public"');
  if (manifest.publishConfig?.provenance !== true)
    problems.push(
      '"publishConfig.provenance" is not true: who installs it could not tell where it was built',
    );
  if (manifest.exports?.['./package.json'] !== './package.json')
    problems.push('"exports" does not let tools read "./package.json"');
  if (Object.values(manifest.bin ?? {}).some((file) => file.startsWith('./dist/'))) {
    problems.push(
      '"bin" names what is built: a first install has nothing to link to (commit a file that imports it, and name the built one in "publishConfig.bin")',
    );
  }
  if (!isDeepStrictEqual(withoutSource(manifest.exports), manifest.publishConfig?.exports)) {
    problems.push('"publishConfig.exports" is not "exports" without the "@jackfield/source" condition');
  }
  return problems;
}

/**
 * @param {import('./packed.mjs').Packed} packed
 * @returns {Promise<string[]>}
 */
export async function publintProblems({ tarball }) {
  const { publint } = await import('publint');
  const { formatMessage } = await import('publint/utils');
  const data = tarball.buffer.slice(tarball.byteOffset, tarball.byteOffset + tarball.byteLength);
  const { messages, pkg } = await publint({
    pack: { tarball: /** @type {ArrayBuffer} */ (data) },
    strict: true,
  });
  return messages
    .filter(({ type }) => type !== 'suggestion')
    .map((message) => formatMessage(message, pkg, { color: false }) ?? message.code);
}

/**
 * Are the types wrong, for consumers of ES modules (attw's profile `esm-only`).
 * @param {import('./packed.mjs').Packed} packed
 * @returns {Promise<string[]>}
 */
export async function typesProblems({ contents }) {
  const { checkPackage } = await import('@arethetypeswrong/core');
  const result = await checkPackage(contents);
  if (result.types === false) return ['the package has no types'];
  return result.problems
    .filter((problem) => !('resolutionKind' in problem) || !otherResolutions.has(problem.resolutionKind))
    .map((problem) => `${problem.kind} ${'entrypoint' in problem ? problem.entrypoint : ''}`.trim());
}

/**
 * Maps that a file of the package names and that are not in it, or that lead to sources which are not.
 * @param {import('./packed.mjs').Packed} packed
 * @returns {string[]}
 */
export function mapProblems({ contents }) {
  /** @type {string[]} */
  const files = contents.listFiles();
  return files.flatMap((file) => {
    if (!/\.(?:js|d\.ts)$/u.test(file)) return [];
    const [, name] = /\n\/\/# sourceMappingURL=(\S+)\s*$/u.exec(contents.readFile(file)) ?? [];
    if (name === undefined) return [];
    const map = join(dirname(file), name);
    if (!files.includes(map)) return [`${file} names ${name}, which is not published`];
    const { sources, sourcesContent = [] } = JSON.parse(contents.readFile(map));
    const shown = (/** @type {string} */ source, /** @type {number} */ index) =>
      typeof sourcesContent[index] === 'string' || files.includes(join(dirname(map), source));
    return sources.every(shown) ? [] : [`${map} leads to sources that are not published`];
  });
}

import { notYetConforming } from '../lib/not-yet-conforming.mjs';

/**
 * What is wrong with how an adapter is held to the contract; nothing for other packages.
 * @param {Pick<import('../lib/workspace/workspace.mjs').WorkspacePackage, 'path' | 'manifest'>} target
 * @param {Readonly<Record<string, string>>} [excuses]
 * @returns {string[]}
 */
export function conformanceProblems({ path, manifest }, excuses = notYetConforming) {
  if (!path.startsWith('packages/adapter-') || manifest.private || manifest.scripts?.['conformance'])
    return [];
  if (excuses[path]) return [];
  return [
    'an adapter needs a "conformance" script, which runs the contract on it, or a reason in tooling/run/lib/not-yet-conforming.mjs',
  ];
}

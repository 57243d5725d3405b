import { join } from 'node:path';
import { root } from '../lib/paths.mjs';
import { recall, remember } from '../lib/workspace/remember.mjs';
import { oneFailed, onePassed, sum } from '../lib/lanes/tally.mjs';
import { filesBelow, hashOf } from '../lib/workspace/walk.mjs';
import { apiProblems } from './api-report.mjs';
import { codeLineProblems } from './code-lines.mjs';
import { conformanceProblems } from './conformance-script.mjs';
import { bundleProblem, importProblem } from './consume.mjs';
import { entriesOf } from './entries.mjs';
import { withPacked } from './packed.mjs';
import { identityProblems } from './identity.mjs';
import { manifestProblems, mapProblems, publintProblems, typesProblems } from './published.mjs';
import { sizeProblems } from './size-check.mjs';

/**
 * Every check of one publishable package, each counted once; from memory when nothing it depends on changed.
 * @param {{ target: import('../lib/workspace/workspace.mjs').WorkspacePackage, update: boolean }} request
 * @returns {Promise<import('../lib/lanes/tally.mjs').Tally>}
 */
export async function checkPackage({ target, update }) {
  const key = `shape-${target.path}`;
  const hash = hashOfPackage(target);
  const remembered = update ? undefined : recall({ key, hash });
  if (remembered) return remembered;
  const tally = sum(await runChecks({ target, update }));
  if (tally.failed === 0) remember({ key, hash: hashOfPackage(target), value: tally });
  return tally;
}

/** @param {{ target: import('../lib/workspace/workspace.mjs').WorkspacePackage, update: boolean }} request */
async function runChecks({ target, update }) {
  const counted = (/** @type {string} */ name, /** @type {string[]} */ problems) =>
    problems.length === 0 ? onePassed() : oneFailed(`${target.path} ${name}: ${problems.join('; ')}`);
  return withPacked({
    target,
    use: async (packed) => {
      const tallies = [
        counted('package.json', manifestProblems(target.manifest)),
        counted('identity', identityProblems({ target, update })),
        ...(target.path.startsWith('packages/adapter-')
          ? [counted('conformance script', conformanceProblems(target))]
          : []),
        counted('publint', await publintProblems(packed)),
        counted('types as published', await typesProblems(packed)),
        counted('maps', mapProblems(packed)),
        counted('size', await sizeProblems(target)),
        counted('lines of code', codeLineProblems(target)),
      ];
      for (const entry of entriesOf(packed.manifest)) {
        tallies.push(
          counted(`import ${entry.specifier}`, await importProblem({ entry, packed })),
          counted(`bundle ${entry.specifier}`, await bundleProblem({ entry, packed })),
        );
        if (entry.types)
          tallies.push(counted(`API of ${entry.specifier}`, await apiProblems({ target, entry, update })));
      }
      return tallies;
    },
  });
}

/** @param {import('../lib/workspace/workspace.mjs').WorkspacePackage} target */
function hashOfPackage({ directory }) {
  const files = [
    ...filesBelow(directory),
    ...filesBelow(join(directory, 'dist')),
    ...filesBelow(join(root, 'tooling', 'run')),
    ...filesBelow(join(root, 'size-budget.json')),
    ...filesBelow(join(root, 'code-budget.json')),
    ...filesBelow(join(root, 'pnpm-lock.yaml')),
    ...filesBelow(join(root, 'package.json')),
  ];
  return hashOf({ base: root, files, salt: process.versions.node });
}

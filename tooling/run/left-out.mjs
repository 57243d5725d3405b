import { readJson } from './lib/workspace/workspace.mjs';
import { join } from 'node:path';
import { root } from './lib/paths.mjs';

/**
 * @typedef {object} LeftOut
 * @property {string} what
 * @property {string} reason
 * @property {string} command what runs it; before a release all of these are run
 * @property {string} [contract] the name under which an adapter runs the contract, where some of its clauses are meant
 * @property {string} [clauses] a pattern for the ids of those
 * @property {string} [skip] a pattern for tests, as `NAME: REASON`, that may be skipped for this reason also on CI
 */

/**
 * What `npm test` does not run, why, and what does. A test that is skipped on CI for a reason that is not here fails the run.
 * It is data, as the tests that leave clauses out read it too.
 * @type {readonly LeftOut[]}
 */
export const leftOut = readJson(join(root, 'tooling', 'run', 'left-out.json'));

/**
 * @typedef {object} LeftOut
 * @property {string} what
 * @property {string} reason
 * @property {string} command what runs it; before a release all of these are run
 * @property {string} [adapter] the folder of the adapter whose contract it belongs to: the conformance page says it there
 * @property {RegExp} [skip] the names of tests that may be skipped for this reason, also on CI
 */

/**
 * What `npm test` does not run, why, and what does. A test that is skipped on CI for a reason that is not here fails the run.
 * @type {readonly LeftOut[]}
 */
export const leftOut = [
  {
    what: 'the checklist on the real Aliyun service',
    reason: 'needs an account and the internet',
    command: 'npm run aliyun:live',
  },
  {
    what: 'the questions put to the Aliyun SDK, whose answers are in docs/aliyun.md',
    reason: 'the answers change with the version of the SDK only, and its bounds are minutes',
    command: 'npx -y pnpm@10.34.9 --filter @jackfield/aliyun-emulator probe',
  },
  {
    what: 'measurements',
    reason: 'a figure means something on an idle machine only',
    command: 'npm run bench',
  },
  {
    what: 'pictures of every screen',
    reason: 'somebody has to look at them',
    command: 'npm run screenshots',
  },
];

/**
 * @typedef {object} Lane
 * @property {string} name
 * @property {string} title what it checks, in a few words
 * @property {string} [script] the package script that it runs wherever a package has one
 * @property {string} [module] the file in `lanes/` that runs it, without `.mjs`, for lanes that are no package script
 * @property {('browser' | 'apps')[]} needs what must be there first: a browser, the built apps
 * @property {boolean} alone one package after another with its output shown as it comes, on loopback only
 * @property {number} timeLimit milliseconds for one package
 * @property {string} [optional] why CI may leave it out where it cannot run; without it that is a failure
 */

const MINUTE = 60_000;

/**
 * What `npm test` runs, in this order. Lanes find their packages by script name: a new package needs no entry here.
 * @type {readonly Lane[]}
 */
export const lanes = [
  lane({ name: 'lint', title: 'ESLint with import boundaries, Prettier', module: 'lint' }),
  lane({ name: 'types', title: 'TypeScript of every package', module: 'types' }),
  lane({ name: 'unit', title: 'vitest in Node', script: 'test' }),
  lane({ name: 'contract', title: 'the adapter contract', script: 'test:contract' }),
  lane({ name: 'shape', title: 'package shape, API reports, README code, sizes', module: 'shape' }),
  lane({
    name: 'media',
    title: 'real media in a browser',
    script: 'test:media',
    needs: ['browser'],
    alone: true,
  }),
  lane({
    name: 'contract-media',
    title: 'the adapter contract with real media in a browser',
    script: 'test:contract-media',
    needs: ['browser'],
    alone: true,
  }),
  lane({
    name: 'e2e',
    title: 'the apps in a browser',
    script: 'test:e2e',
    needs: ['browser', 'apps'],
    alone: true,
  }),
];

/** The lanes of `npm run check`: what needs neither a browser nor a test. */
export const checkLanes = ['lint', 'types', 'shape'];

/**
 * @param {Pick<Lane, 'name' | 'title'> & Partial<Lane>} given
 * @returns {Lane}
 */
function lane(given) {
  return { needs: [], alone: false, timeLimit: (given.alone ? 20 : 10) * MINUTE, ...given };
}

/**
 * @typedef {object} Lane
 * @property {string} name
 * @property {string} title what it checks, in a few words
 * @property {string} [script] the package script that it runs wherever a package has one
 * @property {string} [module] the file in `lanes/` that runs it, without `.mjs`, for lanes that are no package script
 * @property {('browser' | 'packages' | 'apps')[]} needs what must be there first: a browser, the built packages, the built
 *   apps. What needs a browser runs on loopback only, and the lanes that need none stand back behind it.
 * @property {number} timeLimit milliseconds for one package
 * @property {number} [budgetSeconds] what its scripts may take, for those that search until a time is over; they read it as
 *   JACKFIELD_BUDGET_SECONDS
 * @property {Readonly<Record<string, number>>} [shares] by the name of a package, how many shares of that it gets; one where left out
 * @property {string} [onlyNamed] why it runs only where it is named, and not in CI
 * @property {string} [optional] why CI may leave it out where it cannot run; without it that is a failure
 */

const MINUTE = 60_000;

/**
 * What `npm test` runs. Lanes find their packages by script name: a new package needs no entry here. Those that need no
 * browser start in this order, and beside them those that do. Last comes what makes use of the whole machine once nothing else runs: its clauses run in as many tabs as fit.
 * @type {readonly Lane[]}
 */
export const lanes = [
  lane({ name: 'lint', title: 'ESLint with import boundaries, Prettier', module: 'lint' }),
  lane({ name: 'types', title: 'TypeScript of every package', module: 'types' }),
  lane({
    name: 'shape',
    title: 'package shape, API reports, README code, sizes',
    module: 'shape',
    needs: ['packages'],
  }),
  lane({ name: 'contract', title: 'the adapter contract', script: 'test:contract' }),
  lane({ name: 'unit', title: 'vitest in Node', script: 'test' }),
  lane({ name: 'fuzz', title: 'random input to servers', script: 'test:fuzz', budgetSeconds: 30 }),
  lane({
    name: 'model',
    title: 'random interleavings of everything that can happen to a session',
    script: 'test:model',
    budgetSeconds: 60,
    // The double of a vendor is slower and can do less than the fake.
    shares: { '@jackfield/model': 5 },
  }),
  lane({
    name: 'adopt',
    title: "packed packages in other people's projects and bundlers",
    script: 'test:adopt',
    needs: ['packages'],
    onlyNamed: 'it installs whole projects; the lane shape packs and imports each package with every change',
  }),
  lane({ name: 'media', title: 'real media in a browser', script: 'test:media', needs: ['browser'] }),
  lane({ name: 'e2e', title: 'the apps in a browser', script: 'test:e2e', needs: ['browser', 'apps'] }),
  lane({
    name: 'contract-media',
    title: 'the adapter contract with real media in a browser',
    script: 'test:contract-media',
    needs: ['browser'],
  }),
  lane({
    name: 'long',
    title: 'real media and the apps in a browser, for as long as it takes',
    script: 'test:long',
    needs: ['browser', 'apps'],
    onlyNamed:
      'it waits for most of a minute at a time, or goes through by the dozen what a shorter test in the lanes media, e2e and contract-media shows; run it before a release',
  }),
];

/** The lanes of `npm run check`: what needs neither a browser nor a test. */
export const checkLanes = ['lint', 'types', 'shape'];

/** Whether a lane needs a browser. @param {Lane} lane */
export function isInBrowser({ needs }) {
  return needs.includes('browser');
}

/**
 * @param {Pick<Lane, 'name' | 'title'> & Partial<Lane>} given
 * @returns {Lane}
 */
function lane(given) {
  return { needs: [], timeLimit: 30 * MINUTE, ...given };
}

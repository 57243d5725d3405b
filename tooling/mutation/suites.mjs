/**
 * The tests that look for the changes, the quickest first: each is tried on what the ones before have let through.
 * @type {readonly { name: string, include: readonly string[], setupFiles?: readonly string[] }[]}
 */
export const suites = [
  { name: "core's tests", include: ['packages/core/test/**/*.test.ts'] },
  // Tests of core too, which need a vendor.
  {
    name: 'sessions on the fake',
    include: ['packages/adapter-fake/test/**/*.test.ts'],
    setupFiles: ['packages/adapter-fake/test/many-listeners.js'],
  },
  { name: 'the contract on the fake', include: ['packages/adapter-fake/test-contract/contract.test.ts'] },
];

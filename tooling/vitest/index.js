export const sourceConditions = ['@jackfield/source', 'module', 'import', 'default'];

/** Order is shuffled and nothing is retried, so that a test which leans on another one is found out. */
/** @type {typeof import('./index.js').strictRun} */
export const strictRun = {
  sequence: { shuffle: true },
  retry: 0,
  restoreMocks: true,
  unstubGlobals: true,
};

/** @param {{ include?: string[], environment?: 'node', setupFiles?: string[] }} [options] */
export function nodeTests({
  include = ['test/**/*.test.ts', 'src/**/*.test.ts'],
  environment = 'node',
  setupFiles = [],
} = {}) {
  return {
    resolve: { conditions: ['node', ...sourceConditions] },
    ssr: { resolve: { conditions: ['node', ...sourceConditions] } },
    test: { ...strictRun, include, environment, setupFiles, testTimeout: 15_000 },
  };
}

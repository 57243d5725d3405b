export const sourceConditions = ['@jackfield/source', 'module', 'import', 'default'];

/** Order is shuffled and nothing is retried, so that a test which leans on another one is found out. */
/** @type {typeof import('./index.js').strictRun} */
export const strictRun = {
  sequence: { shuffle: true },
  retry: 0,
  restoreMocks: true,
  unstubGlobals: true,
  tags: [
    {
      name: 'long',
      description:
        'Waits for most of a minute, or goes through by the dozen what a shorter test shows: it runs in the lane "long".',
    },
  ],
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
    // A bound for hangs on a busy machine, not a measure of speed.
    test: { ...strictRun, include, environment, setupFiles, testTimeout: 30_000 },
  };
}

/** @param {{ include: string[], testTimeout?: number, maxConcurrency?: number }} options */
export function pageTests({ include, testTimeout = 30_000, maxConcurrency = 1 }) {
  const preset = nodeTests({ include });
  return {
    ...preset,
    test: {
      ...preset.test,
      fileParallelism: false,
      maxConcurrency,
      testTimeout,
      hookTimeout: 60_000,
      // What is waited for crosses a network and several pages: the default of one second is no bound for that.
      expect: { poll: { timeout: 10_000 } },
    },
  };
}

/** @param {{ include: string[], tabsPerCore?: number }} options */
export function contractPageTests({ include, tabsPerCore = 2 }) {
  const cores = Number(process.env['JACKFIELD_CORES'] ?? 1);
  return pageTests({ include, testTimeout: 60_000, maxConcurrency: tabsPerCore * cores });
}

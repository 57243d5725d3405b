import { nodeTests } from '@jackfield/vitest-config';

const preset = nodeTests({ include: ['test-contract-media/**/*.test.ts'] });

export default {
  ...preset,
  // Two tabs at a time: a clause waits for the network and its timers most of the time.
  test: {
    ...preset.test,
    fileParallelism: false,
    maxConcurrency: 2,
    testTimeout: 60_000,
    hookTimeout: 30_000,
  },
};

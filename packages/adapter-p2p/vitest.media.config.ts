import { nodeTests } from '@jackfield/vitest-config';

// The tests drive several pages of a real browser from Node.
const preset = nodeTests({ include: ['test-media/**/*.test.ts'] });

export default {
  ...preset,
  test: {
    ...preset.test,
    fileParallelism: false,
    testTimeout: 30_000,
    hookTimeout: 30_000,
    // What is waited for crosses a network and two pages: the default of one second is no bound of ours.
    expect: { poll: { timeout: 10_000 } },
  },
};

import { nodeTests } from '@jackfield/vitest-config';

// The programme drives a real browser from Node, one item after another.
const preset = nodeTests({ include: ['test-media/**/*.test.ts'] });

export default {
  ...preset,
  test: { ...preset.test, fileParallelism: false, testTimeout: 60_000, hookTimeout: 60_000 },
};

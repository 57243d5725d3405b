import { nodeTests } from '@jackfield/vitest-config';

// The tests drive several pages of a real browser from Node.
const preset = nodeTests({ include: ['test-media/**/*.test.ts'] });

export default {
  ...preset,
  test: { ...preset.test, fileParallelism: false, testTimeout: 30_000, hookTimeout: 30_000 },
};

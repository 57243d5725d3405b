import { nodeTests } from '@jackfield/vitest-config';
import { mergeConfig } from 'vitest/config';

// Real browsers: one file after the other, as they share the cores of one machine.
export default mergeConfig(nodeTests({ include: ['test/media/**/*.test.ts'] }), {
  test: { fileParallelism: false, testTimeout: 60_000, hookTimeout: 30_000 },
});

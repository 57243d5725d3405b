import { nodeTests } from '@jackfield/vitest-config';
import { mergeConfig } from 'vitest/config';

// Questions put to the SDK, whose answers are printed and written down in docs/aliyun.md.
export default mergeConfig(nodeTests({ include: ['test/probe/**/*.test.ts'] }), {
  test: { fileParallelism: false, testTimeout: 90_000, hookTimeout: 30_000 },
});

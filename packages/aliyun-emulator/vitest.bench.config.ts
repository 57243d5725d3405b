import { nodeTests } from '@jackfield/vitest-config';
import { mergeConfig } from 'vitest/config';

// Measurements, printed; what they assert is generous.
export default mergeConfig(nodeTests({ include: ['test/bench/**/*.test.ts'] }), {
  test: { fileParallelism: false, testTimeout: 60_000, hookTimeout: 30_000 },
});

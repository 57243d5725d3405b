import { nodeTests } from '@jackfield/vitest-config';
import { mergeConfig } from 'vitest/config';

// Measurements, printed.
export default mergeConfig(nodeTests({ include: ['bench/**/*.test.ts'] }), {
  test: { fileParallelism: false, testTimeout: 110_000 },
});

import { nodeTests } from '@jackfield/vitest-config';
import { mergeConfig } from 'vitest/config';

// One worker: loading the forwarder's library once for each file would cost more than the tests do.
export default mergeConfig(nodeTests({ include: ['test/node/**/*.test.ts'] }), {
  test: { isolate: false, maxWorkers: 1, testTimeout: 15_000 },
});

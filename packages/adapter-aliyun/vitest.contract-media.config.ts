import { pageTests } from '@jackfield/vitest-config';

// Two tabs at a time: a clause waits for the network and its timers most of the time.
export default pageTests({
  include: ['test-contract-media/**/*.test.ts'],
  testTimeout: 60_000,
  maxConcurrency: 2,
});

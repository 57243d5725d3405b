import { pageTests } from '@jackfield/vitest-config';

// Three tabs at a time: a clause waits for the network and its timers most of the time.
export default pageTests({ include: ['test-contract/**/*.test.ts'], testTimeout: 60_000, maxConcurrency: 3 });

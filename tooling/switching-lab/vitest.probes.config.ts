import { pageTests } from '@jackfield/vitest-config';

// What was measured once and is written down in docs/performance.md: no lane runs it.
export default pageTests({ include: ['probes/**/*.test.ts'], testTimeout: 120_000 });

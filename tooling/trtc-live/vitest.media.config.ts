import { pageTests } from '@jackfield/vitest-config';

export default pageTests({ include: ['test-media/**/*.test.ts'], testTimeout: 60_000 });

import { pageTests } from '@jackfield/vitest-config';

export default pageTests({ include: ['test-media/**/*.test.ts'] });

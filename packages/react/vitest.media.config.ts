import { browserTests } from '@jackfield/vitest-config/browser';

export default browserTests({ include: ['test-media/**/*.test.tsx'] });

import { contractPageTests } from '@jackfield/vitest-config';

export default contractPageTests({ include: ['test-contract-media/**/*.test.ts'], tabsPerCore: 3 });

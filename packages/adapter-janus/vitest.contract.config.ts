import { contractPageTests } from '@jackfield/vitest-config';

export default contractPageTests({ include: ['test-contract/**/*.test.ts'], tabsPerCore: 3 });

import { contractPageTests } from '@jackfield/vitest-config';

// Without a vendor SDK a page has little to do.
export default contractPageTests({ include: ['test-contract/**/*.test.ts'], tabsPerCore: 3 });

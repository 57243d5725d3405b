import { nodeTests } from '@jackfield/vitest-config';

export default nodeTests({ include: ['test-contract/*.search.ts'] });

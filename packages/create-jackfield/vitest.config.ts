import { nodeTests } from '@jackfield/vitest-config';

export default nodeTests({ include: ['test/*.test.ts'] });

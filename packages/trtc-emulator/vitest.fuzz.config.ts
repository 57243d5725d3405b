import { nodeTests } from '@jackfield/vitest-config';

export default nodeTests({ include: ['test/node/**/*.fuzz.ts'] });

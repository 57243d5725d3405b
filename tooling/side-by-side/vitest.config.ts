import { nodeTests } from '@jackfield/vitest-config';

export default nodeTests();

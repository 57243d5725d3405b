import { nodeTests } from '@jackfield/vitest-config';

export default nodeTests({ setupFiles: ['./test/many-listeners.js'] });

import { nodeTests } from '@jackfield/vitest-config';

// Vitest hands these on to Node, where the condition `import` would also change what Express's CommonJS code requires.
const conditions = ['@jackfield/source', 'node'];

export default { ...nodeTests(), resolve: { conditions }, ssr: { resolve: { conditions } } };

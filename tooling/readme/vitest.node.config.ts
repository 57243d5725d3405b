import { nodeTests } from '@jackfield/vitest-config';
import { readmeBlocks } from './readme-blocks.js';

export default { ...nodeTests(), plugins: [readmeBlocks()] };

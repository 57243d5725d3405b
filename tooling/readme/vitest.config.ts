import { browserTests } from '@jackfield/vitest-config/browser';
import { readmeBlocks } from './readme-blocks.js';

export default browserTests({ plugins: [readmeBlocks()] });

import { browserTests } from '@jackfield/vitest-config/browser';
import { readmeBlocks } from './readme-blocks.js';

export default {
  ...browserTests({ plugins: [readmeBlocks()] }),
  // The scan for dependencies reads files, and these modules are none.
  optimizeDeps: { noDiscovery: true, include: [] },
};

import { defineConfig } from 'vitest/config';

// Real browsers: one file after the other, as they share the machine's cores.
export default defineConfig({
  resolve: { conditions: ['@jackfield/source', 'module', 'node', 'default'] },
  ssr: { resolve: { conditions: ['@jackfield/source', 'module', 'node', 'default'] } },
  test: {
    include: ['test/media/**/*.test.ts'],
    environment: 'node',
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 30_000,
  },
});

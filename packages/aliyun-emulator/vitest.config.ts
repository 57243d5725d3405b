import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: { conditions: ['@jackfield/source', 'module', 'node', 'default'] },
  ssr: { resolve: { conditions: ['@jackfield/source', 'module', 'node', 'default'] } },
  test: {
    include: ['test/node/**/*.test.ts'],
    environment: 'node',
    sequence: { shuffle: true },
    testTimeout: 10_000,
  },
});

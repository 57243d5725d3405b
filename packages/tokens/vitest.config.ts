import { defineConfig } from 'vitest/config';

const conditions = ['@jackfield/source', 'node', 'import', 'module', 'default'];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: ['test/**/*.test.ts'],
    sequence: { shuffle: true },
    retry: 0,
  },
});

import { defineConfig, type ViteUserConfig } from 'vitest/config';

const conditions = ['@jackfield/source', 'node', 'module', 'import', 'default'];

const config: ViteUserConfig = defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: ['test-media/**/*.test.ts'],
    sequence: { shuffle: true },
    retry: 0,
    fileParallelism: false,
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
});

export default config;

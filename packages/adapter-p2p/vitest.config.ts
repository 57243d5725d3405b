import { defineConfig, type ViteUserConfig } from 'vitest/config';

const conditions = ['@jackfield/source', 'node', 'module', 'import', 'default'];

const config: ViteUserConfig = defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: { include: ['test/**/*.test.ts'], sequence: { shuffle: true }, retry: 0 },
});

export default config;

import { defineConfig } from 'vitest/config';
import type { ViteUserConfig } from 'vitest/config';

const conditions = ['@jackfield/source', 'node', 'import', 'module', 'default'];

const config: ViteUserConfig = defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: ['test/**/*.test.ts'],
    sequence: { shuffle: true },
    retry: 0,
  },
});

export default config;

import { defineConfig } from 'vitest/config';
import type { ViteUserConfig } from 'vitest/config';

// Vitest hands these on to Node, where `import` would also change what CommonJS code requires.
const conditions = ['@jackfield/source', 'node'];

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

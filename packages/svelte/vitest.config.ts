import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { nodeTests } from '@jackfield/vitest-config';

const preset = nodeTests();

export default {
  ...preset,
  plugins: [svelte()],
  resolve: { conditions: ['browser', ...preset.resolve.conditions] },
  test: {
    ...preset.test,
    environment: fileURLToPath(new URL('test/browser-transform.config.ts', import.meta.url)),
    server: { deps: { inline: [/svelte/] } },
  },
};

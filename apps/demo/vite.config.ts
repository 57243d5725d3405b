import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig, type UserConfig } from 'vite';

const config: UserConfig = defineConfig({
  plugins: [svelte()],
  resolve: { conditions: ['@jackfield/source', 'svelte', 'module', 'browser', 'development|production'] },
  build: {
    target: 'es2022',
    // A strict content security policy allows no data: URL for scripts and styles, and no inline polyfill.
    assetsInlineLimit: 0,
    rolldownOptions: {
      treeshake: {
        // Svelte's base class for custom elements is made at import, so that a bundler must keep it: there are none here.
        moduleSideEffects: (id) => !id.endsWith('/dom/elements/custom-element.js'),
      },
    },
    modulePreload: { polyfill: false },
  },
});

export default config;

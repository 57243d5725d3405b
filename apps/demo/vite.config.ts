import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig, type UserConfig } from 'vite';

const config: UserConfig = defineConfig({
  plugins: [svelte()],
  resolve: { conditions: ['@jackfield/source', 'svelte', 'module', 'browser', 'development|production'] },
  build: {
    target: 'es2022',
    // A strict content security policy allows no data: URL for scripts and styles, and no inline polyfill.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});

export default config;

import { svelte } from '@sveltejs/vite-plugin-svelte';
import { browserTests } from '@jackfield/vitest-config/browser';

export default browserTests({ plugins: [svelte()] });

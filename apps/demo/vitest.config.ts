import { svelte } from '@sveltejs/vite-plugin-svelte';
import { nodeTests } from '@jackfield/vitest-config';

export default { ...nodeTests(), plugins: [svelte()] };

import type { Environment } from 'vitest/runtime';

/** Node, with Svelte compiled for browsers: for servers nothing would be reactive. */
const environment: Environment = {
  name: 'node-with-browser-transform',
  viteEnvironment: 'client',
  setup: () => ({ teardown: () => undefined }),
};

export default environment;

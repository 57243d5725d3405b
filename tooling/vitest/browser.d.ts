import type { MediaLaunchChoices } from '@jackfield/browser';
import type { ViteUserConfig } from 'vitest/config';

/** Preset for tests in a real Chromium with fake devices: one browser, files one after another. */
export declare function browserTests(options?: {
  // Default: test-media/**/*.test.ts
  include?: string[];
  launch?: MediaLaunchChoices;
  setupFiles?: string[];
  /** Vite plugins, for example Svelte's. */
  plugins?: ViteUserConfig['plugins'];
}): ViteUserConfig;

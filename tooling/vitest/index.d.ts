import type { ViteUserConfig } from 'vitest/config';

/** Preset for tests in Node: workspace sources instead of builds, shuffled order, no retries. */
export declare function nodeTests(options?: {
  // Default: test/**/*.test.ts and src/**/*.test.ts
  include?: string[];
  /** Default `node`. */
  environment?: 'node';
  setupFiles?: string[];
}): ViteUserConfig;

/** Export conditions that make `@jackfield/*` resolve to its source. */
export declare const sourceConditions: string[];

/** What every preset runs with: shuffled order, no retries, mocks restored. */
export declare const strictRun: {
  sequence: { shuffle: true };
  retry: 0;
  restoreMocks: true;
  unstubGlobals: true;
};

import type { ViteUserConfig } from 'vitest/config';

/** Preset for tests in Node: workspace sources instead of builds, shuffled order, no retries. */
export declare function nodeTests(options?: {
  // Default: test/**/*.test.ts and src/**/*.test.ts
  include?: string[];
  /** Default `node`. */
  environment?: 'node';
  setupFiles?: string[];
}): ViteUserConfig;

/** Preset for tests in Node that drive pages of a real browser: one file after the other, as they share the cores of one machine. */
export declare function pageTests(options: {
  include: string[];
  /** Milliseconds; default 30,000. */
  testTimeout?: number;
  /** How many tests of a file that say so run at a time; default 1. */
  maxConcurrency?: number;
}): ViteUserConfig;

/**
 * Preset for the contract in pages of a real browser: as many clauses at a time as the cores bear that `JACKFIELD_CORES` says are
 * there for it. A clause waits for the network and for timers most of the time: two tabs keep a core busy, where `tabsPerCore` does
 * not say that a page has less to do.
 */
export declare function contractPageTests(options: {
  include: string[];
  tabsPerCore?: number;
}): ViteUserConfig;

/** Export conditions that make `@jackfield/*` resolve to its source. */
export declare const sourceConditions: string[];

/** The options that every preset runs with: shuffled order, no retries, mocks restored, and the tag of tests that take long. */
export declare const strictRun: {
  sequence: { shuffle: true };
  retry: 0;
  restoreMocks: true;
  unstubGlobals: true;
  tags: { name: 'long'; description: string }[];
};

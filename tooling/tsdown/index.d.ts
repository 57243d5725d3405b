import type { UserConfig } from 'tsdown';

/** Where the package runs; it decides which built-in modules the bundler may leave as imports. */
export interface PackageBuild {
  /** `neutral` (default): no Node built-ins. `node`: for server packages. */
  platform?: 'neutral' | 'node' | 'browser';
}

/**
 * A tsdown configuration for the package in the current directory: ESM and declarations in `dist/`, one entry
 * for every `@jackfield/source` condition of its exports map and for every command in `bin`.
 */
export declare function packageBuild(options?: PackageBuild): UserConfig;

/** The entries of an exports map, by output name: `{ index: './src/index.ts' }`. */
export declare function entriesOf(manifest: unknown): Record<string, string>;

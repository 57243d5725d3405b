import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A fenced block of code of a README. */
export interface ReadmeBlock {
  /** `ts`, `tsx` or `svelte`. */
  readonly language: string;
  readonly code: string;
  /** Names what only a reader has: not compiled by itself. */
  readonly isSketch: boolean;
}

/** The samples of a package's README as it was installed, in their order: those of commands and settings are left out. */
export function readmeBlocks(project: string, name: string): readonly ReadmeBlock[] {
  const text = readFileSync(join(project, 'node_modules', name, 'README.md'), 'utf8');
  return [...text.matchAll(/^```(tsx?|svelte)\b([^\n]*)\n(.*?)^```$/gmsu)].map(
    ([, language = '', words = '', code = '']) => ({ language, code, isSketch: words.includes('no-check') }),
  );
}

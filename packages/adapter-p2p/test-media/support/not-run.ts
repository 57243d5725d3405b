import { describe, expect, test } from 'vitest';

/** What tests need beside a browser. */
export interface Need {
  /** What they show. */
  readonly what: string;
  /** Whether what they need is here. */
  readonly isHere: boolean;
  /** What a reader does to get it. */
  readonly remedy: string;
}

/**
 * Describes tests where what they need is there; elsewhere says loudly that they are not run, and how they would
 * be: on CI that is a failure.
 */
export function describeWith({ what, isHere, remedy }: Need, tests: () => void): void {
  if (isHere) {
    describe(what, tests);
    return;
  }
  const words = `NOT RUN: ${what}. To run it: ${remedy}.`;
  console.warn(words);
  const onCi = ['true', '1'].includes(process.env['CI'] ?? '');
  test(what, (context) => {
    expect(onCi, words).toBe(false);
    context.skip(words);
  });
}

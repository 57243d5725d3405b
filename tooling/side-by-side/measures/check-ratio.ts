import { expect } from 'vitest';

/** The most that a step over an adapter may take of what it takes over the SDK alone, on a machine that does other things, too. */
export const regressionBound = 1.3;

/** Fails where something takes more than the bound. `within` is what may be added whatever the ratio: a clock's step, a frame. */
export function checkRatio(
  what: string,
  { ours, bare, within }: { readonly ours: number; readonly bare: number; readonly within: number },
): void {
  expect
    .soft(ours, `${what}, against ${bare.toFixed(1)}`)
    .toBeLessThanOrEqual(bare * regressionBound + within);
}

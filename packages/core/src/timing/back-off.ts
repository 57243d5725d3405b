/** The wait before the next try, in milliseconds: doubles with each failure, up to half a minute. */
export function backOff(firstMs: number, failures: number): number {
  return Math.min(firstMs * 2 ** failures, longestMs);
}

/** The longest wait before another try, in milliseconds. */
const longestMs = 30_000;

/** What a listener of a run throws on purpose. */
export class DeliberateError extends Error {
  override readonly name = 'DeliberateError';
}

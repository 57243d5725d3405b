import { importPart as importing } from '../errors/import-part.ts';
import { RtcError } from '../errors/rtc-error.ts';

/** A part of an adapter that is loaded when there is time. */
export interface LazyPart<Part> {
  /**
   * Gets it. From the second time on it is there at once. Rejects `network`: most browsers keep a failed import as failed until
   * the page is loaded anew, so the message says to reload the page.
   */
  load(): Promise<Part>;
  /** The part, once it has been got. Throws `invalid-state` before {@link load} has resolved. */
  get(): Part;
}

/**
 * Splits an adapter: a manifest and `checkSupport` at once, everything else in `preload`, so that a page shows its preview sooner.
 *
 * @param adapter - the adapter's name, for errors.
 * @param importPart - the import, with its path written out, so that bundlers see it: `() => import('./driver.js')`.
 */
export function lazyPart<Part extends object>(
  adapter: string,
  importPart: () => Promise<Part>,
): LazyPart<Part> {
  let got: Part | undefined;
  return {
    load: async () => (got ??= await importing(importPart, adapter)),
    get() {
      if (got) return got;
      const message = 'Call `preload` before `createDriver`.';
      throw new RtcError({ code: 'invalid-state', message, adapter });
    },
  };
}

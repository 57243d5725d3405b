import type * as Jose from 'jose';

import { missingLibrary } from '../shared/missing-library.ts';

/** Loads what signs and checks tokens, on first use. Rejects `invalid-configuration` where it is not installed. */
export async function loadJose(): Promise<typeof Jose> {
  // The import stands in a `try` of its own: bundlers then take a library that is not installed for one that is not wanted.
  try {
    return await import('jose');
  } catch (cause) {
    throw missingLibrary('jose', cause);
  }
}

import { errors } from './errors.ts';
import type { AcmeSdk } from './port.ts';

/** Loads the SDK: what the app gives, or the package that is installed beside this one. Rejects `sdk-missing` where it is not there. */
export async function loadSdk(load: (() => Promise<AcmeSdk>) | undefined): Promise<AcmeSdk> {
  try {
    // A bundler takes an import in a `try` for one that may be missing: it says so, and goes on.
    return load ? await load() : (await import('acme-rtc-sdk')).default;
  } catch (cause) {
    const message =
      'acme-rtc-sdk could not be loaded. Install it (npm install acme-rtc-sdk), or give `sdk` a function that loads it.';
    throw errors.make('sdk-missing', message, { cause });
  }
}

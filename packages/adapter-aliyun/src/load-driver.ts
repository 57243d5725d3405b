import { RtcError } from '@jackfield/core/adapter';
import type { AliyunDriver } from './driver.ts';
import type { createEngines } from './engines.ts';
import type { sdkLoader } from './load-sdk.ts';

/** What calls are made of. */
export interface DriverParts {
  readonly AliyunDriver: typeof AliyunDriver;
  readonly createEngines: typeof createEngines;
  readonly sdkLoader: typeof sdkLoader;
}

let loaded: DriverParts | undefined;

/** Gets them. Rejects `network`: most browsers keep a failure, so the page must be loaded anew then. */
export async function loadDriver(): Promise<DriverParts> {
  try {
    loaded = await import('./driver-parts.ts');
    return loaded;
  } catch (cause) {
    // The page is offline, or was replaced by a newer version.
    const message = 'The code for calls could not be loaded. Check the network, then reload the page.';
    throw new RtcError({ code: 'network', message, adapter: 'aliyun', cause });
  }
}

/** What has been got. Throws `invalid-state` before `loadDriver` has resolved. */
export function loadedDriver(): DriverParts {
  if (loaded) return loaded;
  throw new RtcError({
    code: 'invalid-state',
    message: 'The driver is not loaded: `preload` comes before `createDriver`.',
    adapter: 'aliyun',
  });
}

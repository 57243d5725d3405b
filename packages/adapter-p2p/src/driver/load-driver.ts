import { RtcError } from '@jackfield/core/adapter';
import { loadPart } from '../load-part.ts';
import type { P2pDriver } from './p2p-driver.ts';

interface DriverModule {
  readonly P2pDriver: typeof P2pDriver;
}

let loaded: DriverModule | undefined;

/** Gets the code that makes connections. Rejects `network`: the page must be loaded anew then. */
export async function loadDriver(): Promise<void> {
  loaded = await loadPart(() => import('./p2p-driver.ts'));
}

/** That code. Throws `invalid-state` before `loadDriver` has resolved. */
export function loadedDriver(): DriverModule {
  if (loaded) return loaded;
  throw new RtcError({
    code: 'invalid-state',
    message: 'The driver is not loaded: `preload` comes before `createDriver`.',
    adapter: 'p2p',
  });
}

import { RtcError } from '@jackfield/core/adapter';
import { loadOnce } from '../load-once.ts';
import type { P2pDriver } from './p2p-driver.ts';

interface DriverModule {
  readonly P2pDriver: typeof P2pDriver;
}

const load = loadOnce(() => import('./p2p-driver.ts'));
let loaded: DriverModule | undefined;

/** Gets the code that makes connections, once. Rejects `network`; may be tried again then. */
export async function loadDriver(): Promise<void> {
  loaded = await load();
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

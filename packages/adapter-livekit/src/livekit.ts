import type { CredentialFunction, RtcAdapter } from '@jackfield/core/adapter';
import { livekitCapabilities, livekitLimits } from './capabilities.ts';
import { checkSupport } from './check-support.ts';
import type { LivekitCredential } from './connect.ts';
import { LivekitDriver } from './driver.ts';
import { loadSdk } from './load-sdk.ts';
import type { LkSdk } from './port.ts';

/** What the adapter needs. */
export interface LivekitOptions {
  /** Fetches a token from the app's own server. The API secret never reaches a browser. */
  readonly credential: CredentialFunction<LivekitCredential>;
  /** Loads the SDK, where it does not come from the package. */
  readonly sdk?: (() => Promise<LkSdk>) | undefined;
}

/** LiveKit over `livekit-client` 2.23 as an adapter; the SDK is loaded with the first join or by `preload`. */
export function livekit({ credential, sdk = loadSdk }: LivekitOptions): RtcAdapter {
  return Object.freeze<RtcAdapter>({
    specificationVersion: 0,
    name: 'livekit',
    capabilities: livekitCapabilities,
    limits: livekitLimits,
    checkSupport,
    async preload() {
      await sdk();
    },
    createDriver: (sink, environment) => new LivekitDriver({ sink, environment, credential, sdk }),
  });
}

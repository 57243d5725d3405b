import type { CredentialFunction, RtcAdapter } from '@jackfield/core/adapter';
import { capabilitiesOf, livekitLimits } from './capabilities.ts';
import { checkSupport } from './check-support.ts';
import type { LivekitCredential } from './connect.ts';
import type { LivekitEncryption } from './encryption.ts';
import { driverParts } from './load-driver.ts';
import type { LivekitSdk } from './load-sdk.ts';
import type { LivekitModerationFunction } from './moderation.ts';

/** What the adapter needs. */
export interface LivekitOptions {
  /** Fetches a token from the app's own server. The API secret never reaches a browser. */
  readonly credential: CredentialFunction<LivekitCredential>;
  /**
   * Mutes, removes and closes by the app's own server. Without it `session.moderate` rejects `unsupported`: LiveKit moderates by
   * its server API alone. Whom the token or the server gives the attribute `moderate` with the value `no` is told that they may
   * not; what your server lets them do is for it to check.
   */
  readonly moderate?: LivekitModerationFunction | undefined;
  /** Encrypts media and messages between the participants. All of a room do, or none. */
  readonly encryption?: LivekitEncryption | undefined;
  /** Loads the SDK where it is not the package that is installed beside this one. Version 2.23. */
  readonly sdk?: (() => Promise<LivekitSdk>) | undefined;
}

/** LiveKit over `livekit-client` 2.23 as an adapter; the SDK and the driver are loaded with the first join or by `preload`. */
export function livekit(options: LivekitOptions): RtcAdapter {
  const { credential, encryption, moderate } = options;
  return Object.freeze<RtcAdapter>({
    specificationVersion: 1,
    name: 'livekit',
    capabilities: capabilitiesOf(options),
    limits: livekitLimits,
    checkSupport: () => checkSupport({ encrypts: encryption !== undefined }),
    async preload() {
      const { importSdk, loadSdk } = await driverParts.load();
      await loadSdk(options.sdk ?? importSdk);
    },
    createDriver(sink, environment) {
      const { LivekitDriver, importSdk, loadSdk } = driverParts.get();
      const sdk = (): ReturnType<typeof loadSdk> => loadSdk(options.sdk ?? importSdk);
      return new LivekitDriver({ sink, environment, credential, moderate, encryption, sdk });
    },
  });
}

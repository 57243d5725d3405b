import { lazyPart, type CredentialFunction, type RtcAdapter } from '@jackfield/core/adapter';
import { defineAdapter } from '@jackfield/core/adapter-kit';
import { canEncrypt, cannotEncrypt } from './can-encrypt.ts';
import { capabilitiesOf, livekitLimits } from './capabilities.ts';
import type { LivekitCredential } from './connect.ts';
import type { LivekitEncryption } from './encryption.ts';
import type { LivekitRoom, LivekitSdk } from './load-sdk.ts';
import type { LivekitModerationFunction } from './moderation.ts';

/** What calls are made of, and a lobby does not need. */
const call = lazyPart('livekit', () => import('./join-room.ts'));

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
export function livekit(options: LivekitOptions): RtcAdapter<LivekitRoom> {
  return defineAdapter({
    name: 'livekit',
    capabilities: capabilitiesOf(options),
    limits: livekitLimits,
    missing: () => (options.encryption && !canEncrypt() ? [cannotEncrypt] : []),
    preload: async () => (await call.load()).loadSdk(options.sdk),
    async open(leg) {
      const { joinRoom, loadSdk } = call.get();
      return joinRoom({ ...options, sdk: await loadSdk(options.sdk) }, leg);
    },
  });
}

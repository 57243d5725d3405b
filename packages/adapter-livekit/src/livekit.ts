import { lazyPart, type CredentialFunction, type RtcAdapter } from '@jackfield/core/adapter';
import { defineAdapter } from '@jackfield/core/adapter-kit';
import { canEncrypt, cannotEncrypt } from './can-encrypt.ts';
import { capabilitiesOf, livekitLimits } from './capabilities.ts';
import type { LivekitCredential } from './connect.ts';
import type { LivekitEncryption } from './encryption.ts';
import type { LivekitModule } from './load-sdk.ts';
import type { LivekitModerationFunction } from './moderation.ts';
import type { LivekitPublishing } from './publish-options.ts';

/** What calls are made of, and a lobby does not need. */
const call = lazyPart('livekit', () => import('./join-room.ts'));

/** What the adapter needs. */
export interface LivekitOptions<Native = unknown> {
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
  /** The codec, layers, repetition and silence of what is published; the SDK's own where left out. */
  readonly publishing?: LivekitPublishing | undefined;
  /** Tells whether layers that nobody watches are not encoded. They are not where left out. */
  readonly dynacast?: boolean | undefined;
  /**
   * Loads the SDK, 2.18 to 2.23: `() => import('livekit-client')`. Left out, the package that is installed beside this one is loaded,
   * and `session.native` is `unknown`; given, it has the type of the SDK's `Room`.
   */
  readonly sdk?: (() => Promise<LivekitModule<Native>>) | undefined;
}

/** LiveKit over `livekit-client` 2.18 to 2.23 as an adapter; the SDK and the driver are loaded with the first join or by `preload`. */
export function livekit<Native = unknown>(options: LivekitOptions<Native>): RtcAdapter<Native> {
  const adapter = defineAdapter<unknown>({
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
  // What a call's room is an instance of is the class of the module that was given.
  return adapter as RtcAdapter<Native>;
}

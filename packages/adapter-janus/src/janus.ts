import { RtcError, type CredentialFunction, type RtcAdapter } from '@jackfield/core/adapter';
import type { JanusNative } from './call/janus-native.ts';
import { capabilitiesOf, janusLimits } from './capabilities.ts';
import type { JanusCredential } from './credential.ts';
import { driverParts } from './load-driver.ts';
import type { JanusModerationFunction } from './moderation.ts';

/** What the adapter needs. */
export interface JanusOptions {
  /**
   * Fetches tokens from the app's own server, which also sees to it that the room is there: nobody makes a Janus room by joining
   * it. `@jackfield/tokens/janus` mints them, `@jackfield/adapter-janus/server` makes rooms.
   */
  readonly credential: CredentialFunction<JanusCredential>;
  /**
   * Mutes, removes and closes by the app's own server, which holds the secret of the room. Without it `session.moderate` rejects
   * `unsupported`.
   */
  readonly moderate?: JanusModerationFunction | undefined;
  /** Whether messages go through a text room of the same name; true where left out. False where the server has no TextRoom. */
  readonly messages?: boolean | undefined;
}

/** Janus VideoRoom as an adapter; what calls are made of is loaded with the first join or by `preload`. */
export function janus(options: JanusOptions): RtcAdapter<JanusNative> {
  return Object.freeze<RtcAdapter<JanusNative>>({
    specificationVersion: 1,
    name: 'janus',
    capabilities: capabilitiesOf(options),
    limits: janusLimits,
    checkSupport() {
      const scope: Partial<typeof globalThis> = globalThis;
      const missing = [
        ...(scope.RTCPeerConnection ? [] : ['This browser has no RTCPeerConnection.']),
        ...(scope.WebSocket ? [] : ['This browser has no WebSocket.']),
      ];
      const problems = missing.map(
        (message) => new RtcError({ code: 'not-supported', message, adapter: 'janus' }),
      );
      return Promise.resolve({ supported: problems.length === 0, problems });
    },
    async preload() {
      await driverParts.load();
    },
    createDriver(sink, environment) {
      const { JanusDriver } = driverParts.get();
      return new JanusDriver({ options, sink, environment });
    },
  });
}

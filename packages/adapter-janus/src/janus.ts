import { lazyPart, type CredentialFunction, type RtcAdapter } from '@jackfield/core/adapter';
import { defineAdapter } from '@jackfield/core/adapter-kit';
import type { JanusNative } from './call/janus-native.ts';
import { capabilitiesOf, janusLimits } from './capabilities.ts';
import type { JanusCredential } from './credential.ts';
import type { JanusModerationFunction } from './moderation.ts';

/** What calls are made of, and a lobby does not need. */
const call = lazyPart('janus', () => import('./call/join-room.ts'));

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
  return defineAdapter({
    name: 'janus',
    capabilities: capabilitiesOf(options),
    limits: janusLimits,
    missing: () => ('WebSocket' in globalThis ? [] : ['This browser has no WebSocket.']),
    preload: call.load,
    open: (leg) => call.get().joinRoom(options, leg),
  });
}

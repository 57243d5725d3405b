import type { SourceKind } from '@jackfield/core/adapter';
import type { P2pSignalling } from './signalling/signalling.ts';

/** For which join a credential is needed. */
export interface P2pCredentialContext {
  readonly room: string;
  readonly userId: string;
  /** `main`, or `companion` for a second leg of the same session. */
  readonly purpose: 'main' | 'companion';
  /** What brought it about. */
  readonly reason: 'join' | 'expiring' | 'reconnect';
  /** Aborted when nobody waits for it any longer. */
  readonly signal: AbortSignal;
}

/** Gets a credential for the signalling server from the app's own server: the token, or an object that has it. */
export type P2pCredential = (context: P2pCredentialContext) => Promise<string | { readonly token: string }>;

/** ICE servers, or a function that gets them, with their short-lived credentials, from the app's own server. */
export type P2pIceServers = readonly RTCIceServer[] | (() => Promise<readonly RTCIceServer[]>);

/** How to make calls from peer to peer. */
export interface P2pOptions {
  /** How the members find each other: `webSocketSignalling(…)`, `broadcastSignalling()`, or an app's own. */
  readonly signalling: P2pSignalling;
  /**
   * STUN and TURN servers. None where left out: enough on one machine or in one network. A function is asked at each join
   * and after a lost signalling connection.
   */
  readonly iceServers?: P2pIceServers | undefined;
  /** `relay` sends everything through TURN, so that members do not learn each other's addresses. `all` where left out. */
  readonly iceTransportPolicy?: RTCIceTransportPolicy | undefined;
  /** Gets credentials; not asked where left out, which a server allows only in development mode. */
  readonly credential?: P2pCredential | undefined;
  /** The most to send to one peer for each source, bits per second, where the publication does not say. */
  readonly maxBitrate?: Partial<Record<SourceKind, number>> | undefined;
  /** Video codecs by name, best first, e.g. `['VP9', 'VP8']`. The browser's order where left out. */
  readonly codecPreference?: readonly string[] | undefined;
}

import type { CredentialFunction, SourceKind } from '@jackfield/core/adapter';
import type { P2pSignalling } from './signalling/signalling.ts';

/** What a signalling server takes: the token, or an object that has it. */
export type P2pCredential = string | { readonly token: string };

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
  readonly credential?: CredentialFunction<P2pCredential> | undefined;
  /** The most to send to one peer for each source, bits per second, where the publication does not say. */
  readonly maxBitrate?: Partial<Record<SourceKind, number>> | undefined;
  /**
   * The most that all pictures to all peers take together, bits per second; 4,000,000 where left out. Where tiles ask for more, each
   * picture gets the same part of what its tile needs.
   */
  readonly uplinkBitrate?: number | undefined;
  /**
   * Whether sound is sent only while there is some: less traffic, at the price of a less even background. Off where left
   * out.
   */
  readonly opusDtx?: boolean | undefined;
  /** Video codecs by name, best first, e.g. `['VP9', 'VP8']`. The browser's order where left out. */
  readonly codecPreference?: readonly string[] | undefined;
}

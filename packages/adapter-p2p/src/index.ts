/**
 * Jackfield from peer to peer, over RTCPeerConnection.
 *
 * @packageDocumentation
 */
export { p2p } from './p2p.ts';
export type { P2pCredential, P2pIceServers, P2pOptions } from './p2p-options.ts';
export { isNearParticipantLimit, type NearParticipantLimit } from './call/participant-limit.ts';
export type { P2pNative } from './call/p2p-native.ts';
export {
  webSocketSignalling,
  type WebSocketSignallingOptions,
} from './signalling/web-socket/web-socket-signalling.ts';
export {
  broadcastSignalling,
  type BroadcastSignallingOptions,
} from './signalling/broadcast/broadcast-signalling.ts';
export type { LocksPort } from './signalling/broadcast/presence-locks.ts';
export type { SocketConstructor, SocketPort } from './signalling/web-socket/frame-socket.ts';
export type {
  P2pSignalling,
  SignallingFeatures,
  SignallingListener,
  SignallingRequest,
  SignallingSession,
  SignallingWelcome,
} from './signalling/signalling.ts';
export type { ModerateAction } from './protocol/client-frames.ts';
export type {
  MemberPermissions,
  MemberRights,
  MemberSource,
  MemberState,
  PublishedSource,
  SignallingMember,
} from './protocol/member-state.ts';

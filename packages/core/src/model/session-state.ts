import type { RtcError } from '../errors/rtc-error.ts';

/** Where a session is in its life. Objects of this type never change; a new one stands for each change. */
export type SessionState =
  | { readonly status: 'idle' }
  | { readonly status: 'joining' }
  | { readonly status: 'joined' }
  | { readonly status: 'reconnecting' }
  | { readonly status: 'leaving' }
  | { readonly status: 'ended'; readonly reason: EndReason; readonly error?: RtcError | undefined };

/**
 * Why a call ended. `replaced` means that the same user joined elsewhere: core never rejoins by itself then, because two
 * clients that do would throw each other out for ever.
 */
export type EndReason =
  | 'left'
  | 'kicked'
  | 'replaced'
  | 'room-closed'
  | 'credential-expired'
  | 'connection-lost'
  | 'server-shutdown'
  | 'page-closed'
  | 'error'
  | 'disposed';

/** A user as the SDK holds them, oneself included. */
interface HeldUser {
  _isPending?: boolean;
  readonly conn?: Pick<RTCPeerConnection, 'getSenders' | 'getStats'> | null;
}

/** What of an engine is reached; private, and the same in every copy of the frozen version 1.16.0. All of it may be missing. */
interface EngineInternals {
  readonly _channelInfo?: {
    readonly self?: HeldUser;
    readonly _users?: Readonly<Record<string, HeldUser | null>>;
  };
  readonly _signalingManager?: { readonly stop?: () => void };
  readonly _log?: { readonly _logClient?: { readonly _slsClient?: { readonly clear?: () => void } | null } };
}

/** The three things that the SDK publishes, in the order of its offer. It always offers all three. */
export const slots = ['microphone', 'camera', 'screen'] as const;

/** One of the three. */
export type Slot = (typeof slots)[number];

/**
 * The sender of one slot. The SDK keeps the first track of a publication for good (another `setExternalMediaTrack` resolves
 * and changes nothing), so this is the only way to change a track without a gap. Undefined where it cannot be reached.
 */
export function senderOf(engine: object, slot: Slot): RTCRtpSender | undefined {
  return (engine as EngineInternals)._channelInfo?.self?.conn?.getSenders()[slots.indexOf(slot)];
}

/** The connection over which somebody's media comes, or, without a user, the one that publishes. */
export function connectionOf(engine: object, userId?: string): HeldUser['conn'] {
  const { self, _users } = (engine as EngineInternals)._channelInfo ?? {};
  return (userId === undefined ? self : _users?.[userId])?.conn;
}

/**
 * Really ends the engine's polling, which a refused or unanswered leave does not, and the timer of its reports, of which every join
 * makes one more (measured: 100 after 100 calls). Does nothing where they have ended.
 */
export function stopTimers(engine: object): void {
  const { _signalingManager, _log } = engine as EngineInternals;
  _signalingManager?.stop?.();
  _log?._logClient?._slsClient?.clear?.();
}

/**
 * Forgets a publication, or with a user a subscription, that was given up: where the service refuses or the relay is gone its
 * promise never settles, and until then every later one is refused with 10500.
 */
export function forgetPending(engine: object, userId?: string): void {
  const { self, _users } = (engine as EngineInternals)._channelInfo ?? {};
  const held = userId === undefined ? self : _users?.[userId];
  if (held) held._isPending = false;
}

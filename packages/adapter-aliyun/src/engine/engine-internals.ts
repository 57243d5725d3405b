/** A user as the SDK holds them, oneself included. */
interface HeldUser {
  _isPending?: boolean;
  _updateMonitorStatus?: () => void;
  _setEncodParams?: () => void;
  _startPublish?: (offer: unknown, candidates: unknown[]) => Promise<unknown>;
  clear?: () => void;
  readonly conn?: Pick<RTCPeerConnection, 'getSenders' | 'getStats' | 'close'> | null;
}

/** What of an engine is reached; private, and the same in every copy of the frozen version 1.16.0. All of it may be missing. */
interface EngineInternals {
  readonly _channelInfo?: {
    readonly onLeaveChannelSuccess?: () => void;
    readonly self?: HeldUser;
    readonly _users?: Readonly<Record<string, HeldUser | null>>;
  };
  readonly _signalingManager?: {
    readonly stop?: () => void;
    readonly leave?: () => Promise<unknown>;
    uploadStatus?: (word: string) => void;
    readonly _signaling?: { readonly _httplistener?: { _startHeartBeatTimer?: () => void } } | null;
  };
  /** Reports to the vendor's log service, every five seconds. */
  readonly _log?: { start?: () => void; _log?: () => void };
  /** Reports by pictures that are fetched, with the nonce and the token in their addresses. */
  readonly _webtrackingclient?: { _report?: () => void };
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
 * Really ends the engine's polling, which a refused or unanswered leave does not, and closes what it may have forgotten: a publication
 * that was under way as the call was lost keeps its connection for good (measured). Does nothing where all has ended.
 */
export function stopSignalling(engine: object): void {
  const { _signalingManager, _channelInfo } = engine as EngineInternals;
  // Before a join has got anywhere there is nothing to stop, and it throws.
  if (_signalingManager?._signaling) _signalingManager.stop?.();
  // A poll that is answered later would begin the 90 s of its heartbeat anew.
  const listener = _signalingManager?._signaling?._httplistener;
  if (listener) listener._startHeartBeatTimer = nothing;
  // A timer of two seconds for the network's quality, which only an answered leave ends.
  _channelInfo?.onLeaveChannelSuccess?.();
  for (const held of [_channelInfo?.self, ...Object.values(_channelInfo?._users ?? {})]) held?.conn?.close();
}

/** Tells the service to forget a join that is under way: the engine's own leave does nothing then, and the join succeeds (measured). */
export async function leaveEarly(engine: object): Promise<void> {
  const { _signalingManager } = engine as EngineInternals;
  if (_signalingManager?._signaling) await _signalingManager.leave?.();
}

/** Undoes what {@link stopSignalling} did to the heartbeat: the engine joins again. */
export function allowSignalling(engine: object): void {
  const listener = (engine as EngineInternals)._signalingManager?._signaling?._httplistener;
  if (listener) Reflect.deleteProperty(listener, '_startHeartBeatTimer');
}

/**
 * The engine reports no more. Measured: every join begins a timer of five seconds for it that no leave ends (100 after 100 calls);
 * without an answer of its log service it throws every 30 s; a call that was cut leaves a timer of half a second and a listener.
 */
export function withoutTelemetry(engine: object): void {
  const { _log, _webtrackingclient } = engine as EngineInternals;
  if (_log) Object.assign(_log, { start: nothing, _log: nothing });
  if (_webtrackingclient) _webtrackingclient._report = nothing;
}

/**
 * What the others are told of mutes is the adapter's word from now on. The engine's own comes after the publication, and from tracks that
 * are not sent: what begins muted would look for a moment as if it were not (measured). Gives a function that tells it at once, which
 * counts also before a publication.
 */
export function tellMutesBy(engine: object, isMuted: (slot: Slot) => boolean): () => void {
  const manager = (engine as EngineInternals)._signalingManager;
  const upload = (manager && (Object.getPrototypeOf(manager) as typeof manager))?.uploadStatus;
  if (!manager || !upload) return nothing;
  manager.uploadStatus = (word) => {
    const own = 5 + (isMuted('microphone') ? 8 : 0) + (isMuted('camera') ? 16 : 0);
    // Nothing but zeros: nothing is published.
    upload.call(manager, Number.parseInt(word, 16) === 0 ? word : own.toString(16).padStart(16, '0'));
  };
  return () => {
    manager.uploadStatus?.('5');
  };
}

/**
 * Leaves to the adapter how a publication's senders are set: the engine writes its profiles into them as soon as the service's answer is
 * set, which may be after its `publish` has resolved, and undoes what was written before (measured). Calls `run` in that moment instead.
 */
export function encodeBy(engine: object, run: () => void): void {
  const self = (engine as EngineInternals)._channelInfo?.self;
  if (self) self._setEncodParams = run;
}

/**
 * While an engine publishes it looks each second whether an address of it was found: for ever, where the call is left before that. Gives a
 * function for when the publication is over, which ends it.
 */
export function letPublishingEnd(engine: object): () => void {
  const self = (engine as EngineInternals)._channelInfo?.self;
  const start = (self && (Object.getPrototypeOf(self) as typeof self))?._startPublish;
  if (!self || !start) return nothing;
  let found: unknown[] = [];
  self._startPublish = (offer, candidates) => {
    found = candidates;
    return start.call(self, offer, candidates);
  };
  return () => {
    if (found.length === 0) found.push({});
  };
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

/**
 * What a subscription writes into the SDK's reports it tries again each second until media is there: for ever, where it ended before
 * (measured). Nothing else reads it.
 */
export function withoutReports(engine: object, userId: string): void {
  const held = (engine as EngineInternals)._channelInfo?._users?.[userId];
  if (held) held._updateMonitorStatus = nothing;
}

/**
 * Resolves when the engine has let go of somebody's connection, which it does by itself once they publish nothing. Until the service has
 * answered that, a subscription goes over the connection that is being closed, and is refused (measured). At once where there is none.
 */
export function whenClosed(engine: object, userId: string): Promise<void> {
  const held = (engine as EngineInternals)._channelInfo?._users?.[userId];
  const { conn, clear } = held ?? {};
  if (!held || !conn || !clear) return Promise.resolve();
  const closed =
    closing.get(conn) ??
    new Promise<void>((resolve) => {
      held.clear = () => {
        Reflect.deleteProperty(held, 'clear');
        clear.call(held);
        resolve();
      };
    });
  closing.set(conn, closed);
  return closed;
}

/** Connections that engines are closing. */
const closing = new WeakMap<object, Promise<void>>();

function nothing(): void {
  // In the place of what the engine should not do.
}

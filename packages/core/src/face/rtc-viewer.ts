import type { RemoteParticipant } from './remote-participant.ts';
import type { RtcSessionEvents } from './session-events.ts';
import type { SessionAction } from './session-action.ts';
import type { SessionSnapshot } from './session-snapshot.ts';
import type { ParticipantMap } from '../model/participant.ts';
import type { SessionState } from '../model/session-state.ts';

/**
 * One person's place in calls without a microphone, camera or screen: sees and hears the others, and may write to them. Made by
 * `createViewer`; every session is one, too. It may join, leave and join again. Every promise settles in bounded time and means that
 * the effect is confirmed. Rejections are always an RtcError.
 *
 * @typeParam Native - the vendor's own object, for `native`.
 */
export interface RtcViewer<Native = unknown> {
  /**
   * The point of its life. A page that closes ends the call as `page-closed`; one that comes back from the
   * back-forward cache joins again by itself, and so does one that was frozen and finds its call ended as
   * `connection-lost` when it runs again, or within half a minute: `ended` is followed by `joining` then.
   */
  readonly state: SessionState;
  /** Everything an app draws from, as one immutable object that is replaced with each change. */
  readonly snapshot: SessionSnapshot;
  /** The remote participants. Live. */
  readonly participants: ParticipantMap;
  /** Sound output: tells whether it plays, and makes it play. */
  readonly playback: Playback;
  /** The vendor's own object while there is a call: the typed way out of what core has no word for. */
  readonly native: Native | undefined;

  /**
   * Loads what a join needs: core's part for calls and the vendor's SDK. For a page that has time, as while somebody looks at their
   * preview; `join` does it itself otherwise, and shares what is being loaded. Rejects `network` (the message says to reload the
   * page: most browsers keep a failed import as failed), `sdk-missing`, `timeout` after the bound of a join, or `invalid-state`.
   */
  preload(): Promise<void>;
  /**
   * Enters a room with the sources that are enabled. Legal from `idle` and `ended`; rejects `invalid-state` otherwise,
   * and touches no vendor then. Rejects with an admission, transport or environment code, `invalid-argument`, `timeout`
   * or `aborted`; the state is `idle` again then, with local sources as they were.
   */
  join(options: JoinOptions): Promise<void>;
  /**
   * Leaves. State changes at once, the promise resolves when the vendor has let go or the bound (3 s) has passed; never
   * rejects. During a join it makes that reject `aborted`. Without a call it resolves and nothing happens.
   */
  leave(): Promise<void>;
  /** Leaves, releases every device and element, and refuses every later command with `invalid-state`. */
  dispose(): Promise<void>;
  /** Does the same as `dispose`, for `await using`. */
  [Symbol.asyncDispose](): Promise<void>;

  /** Returns the stable handle of a participant, or undefined for somebody who is not there. */
  participant(id: string): RemoteParticipant | undefined;
  /** Tells whether something can be done now: depends on the adapter, the role, what was granted, and the browser. */
  can(action: SessionAction): boolean;
  /** Sends a message. Rejects `unsupported`, `invalid-state`, `invalid-argument` (too large), `message-failed`, `rate-limited`. */
  sendMessage(message: {
    readonly topic: string;
    readonly text: string;
    readonly to?: readonly string[];
  }): Promise<void>;

  /**
   * Listens to one kind of event. Returns its undo. A listener that throws does not disturb the others. May be called at
   * any time, also before `join`.
   */
  on<Name extends keyof RtcSessionEvents>(
    name: Name,
    listener: (event: RtcSessionEvents[Name]) => void,
  ): () => void;
  /** Calls `listener` after changes of `snapshot`, at most once a task. For stores and frameworks. Returns its undo. */
  subscribe(listener: () => void): () => void;
}

/** The room to join, and the name to join it under. */
export interface JoinOptions {
  /** The room. Portable: `[A-Za-z0-9_-]{1,64}`. */
  readonly room: string;
  /** The app's id of this user, unique in the room. Portable: `[A-Za-z0-9_-]{1,64}`. */
  readonly userId: string;
  /** The name that others see. */
  readonly displayName?: string | undefined;
  /** One of `capabilities.roles`. */
  readonly role?: string | undefined;
  /** Gives up the attempt: `join` then rejects `aborted`. */
  readonly signal?: AbortSignal | undefined;
}

/** Sound output. */
export interface Playback {
  /** Tells whether the browser refuses to play sound until the user acts. */
  readonly blocked: boolean;
  /**
   * Tells whether something outside the page has stopped what should play: the system, a media key, a phone call, the button of a
   * picture-in-picture window, a loudspeaker that is gone. It goes on with `resume()` or the next act of the person.
   */
  readonly interrupted: boolean;
  /** Plays everything that stands still. Call it in a user gesture. Rejects `playback-blocked` when it is still refused. */
  resume(): Promise<void>;
  /** The loudspeaker in use; empty for the default one. */
  readonly speakerId: string;
  /**
   * Chooses the loudspeaker for everything that core plays, now and later. Rejects `not-supported` where the browser
   * cannot, `device-not-found`, `permission-denied`; everything plays on the old one then. An empty id is the default one. While the
   * chosen one is unplugged `speakerId` is empty and sound is `interrupted`: it does not come out of the room's loudspeakers by itself.
   */
  setSpeaker(deviceId: string): Promise<void>;
}

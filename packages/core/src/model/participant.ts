import type { RtcError } from '../errors/rtc-error.ts';
import type { SourceKind } from './source-kind.ts';

/** A remote participant. Plain immutable data: a change makes a new object. */
export interface Participant {
  /** Core's id: unique for each presence, and the same over reconnects and vendor swaps. */
  readonly id: string;
  /** The app's id for this user, as given to `join`. May repeat where the vendor allows one user twice. */
  readonly userId: string;
  /** The name to call them by; empty where nobody said. Text from other people: show it as text. */
  readonly displayName: string;
  /** A person, or something that looks like one to the vendor. */
  readonly kind: ParticipantKind;
  /** The role that they joined with or were given, where the vendor has roles. */
  readonly role: string | undefined;
  /** The permissions that they have, where the vendor says. */
  readonly permissions: ParticipantPermissions | undefined;
  /** Tells whether they were there before this session joined. */
  readonly existing: boolean;
  /** `interrupted` while their own transport is down and they may yet come back. */
  readonly connection: 'connected' | 'interrupted';
  /** The sources that they publish. */
  readonly sources: Readonly<Partial<Record<SourceKind, RemoteSourceInfo>>>;
}

/** The kind of a participant. Everything but `person` is usually shown apart. */
export type ParticipantKind = 'person' | 'agent' | 'sip' | 'recorder';

/** The permissions of a participant, as far as the vendor says. */
export interface ParticipantPermissions {
  /** Sources that may be published. */
  readonly publish: readonly SourceKind[];
  /** Tells whether others' sources may be received. */
  readonly subscribe: boolean;
  /** Tells whether messages may be sent. */
  readonly sendMessages: boolean;
  /** Tells whether others may be muted or removed. */
  readonly moderate: boolean;
}

/** The stage of the subscription to a remote source, and if it is not there, why. */
export type SubscriptionState =
  | {
      readonly status: 'not-subscribed';
      /**
       * `not-wanted`: nothing shows it; `hidden`: attached, but not visible; `limit`: the vendor's number of
       * subscriptions is used up; `manual`: the app subscribes itself.
       */
      readonly reason: 'not-wanted' | 'hidden' | 'limit' | 'manual';
    }
  | { readonly status: 'subscribing' }
  | { readonly status: 'subscribed' }
  | { readonly status: 'failed'; readonly error: RtcError };

/**
 * The picture that a viewer has of a remote video: `waiting` for the first frame, `playing`, or `stalled` (published, unmuted, visible
 * and yet no new frame for some seconds). Audio is `playing` once its element plays. `interrupted`: something outside the page has
 * stopped it, as in `playback.interrupted`. `not-playing: outputs`: the browser has fewer outputs of sound than there are people,
 * and others have spoken since.
 */
export type RenderState = 'none' | 'waiting' | 'playing' | 'stalled' | 'interrupted' | 'not-playing: outputs';

/** A source that a participant publishes. Plain immutable data. */
export interface RemoteSourceInfo {
  /** Which source it is. */
  readonly source: SourceKind;
  /** Tells whether its owner (or a moderator) muted it. */
  readonly muted: boolean;
  /** Tells whether core receives it. */
  readonly subscription: SubscriptionState;
  /** The picture that a viewer has of it. */
  readonly render: RenderState;
}

/** The remote participants by {@link Participant.id}. Live: it always shows the present; `version` rises with each change. */
export interface ParticipantMap extends ReadonlyMap<string, Participant> {
  /** Rises by at least one with each change. */
  readonly version: number;
}

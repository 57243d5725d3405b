import type { RtcError } from '../errors/rtc-error.ts';
import type { SourceKind } from './source-kind.ts';

/** What a participant is. Everything but `person` is usually shown apart. */
export type ParticipantKind = 'person' | 'agent' | 'sip' | 'recorder';

/** What a participant may do, as far as the vendor says. */
export interface ParticipantPermissions {
  /** Sources that may be published. */
  readonly publish: readonly SourceKind[];
  /** Whether others' sources may be received. */
  readonly subscribe: boolean;
  /** Whether messages may be sent. */
  readonly sendMessages: boolean;
  /** Whether others may be muted or removed. */
  readonly moderate: boolean;
}

/** How far the subscription to a remote source has come, and if it is not there, why. */
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
 * What a viewer sees of a remote video: `waiting` for the first frame, `playing`, or `stalled` (published, unmuted, visible
 * and yet no new frame for some seconds). Audio is `playing` once its element plays.
 */
export type RenderState = 'none' | 'waiting' | 'playing' | 'stalled';

/** A source that a participant publishes. Plain immutable data. */
export interface RemoteSourceInfo {
  /** Which source it is. */
  readonly source: SourceKind;
  /** Whether its owner (or a moderator) muted it. */
  readonly muted: boolean;
  /** Whether core receives it. */
  readonly subscription: SubscriptionState;
  /** What a viewer sees of it. */
  readonly render: RenderState;
}

/** A remote participant. Plain immutable data: a change makes a new object. */
export interface Participant {
  /** Core's id: unique for each presence, and the same over reconnects and vendor swaps. */
  readonly id: string;
  /** The app's id for this user, as given to `join`. May repeat where the vendor allows one user twice. */
  readonly userId: string;
  /** What to call them; empty where nobody said. Text from other people: show it as text. */
  readonly displayName: string;
  /** A person, or something that looks like one to the vendor. */
  readonly kind: ParticipantKind;
  /** The role that they joined with or were given, where the vendor has roles. */
  readonly role: string | undefined;
  /** What they may do, where the vendor says. */
  readonly permissions: ParticipantPermissions | undefined;
  /** Whether they were there before this session joined. */
  readonly existing: boolean;
  /** `interrupted` while their own transport is down and they may yet come back. */
  readonly connection: 'connected' | 'interrupted';
  /** What they publish. */
  readonly sources: Readonly<Partial<Record<SourceKind, RemoteSourceInfo>>>;
}

/** The remote participants by {@link Participant.id}. Live: it always shows the present; `version` rises with each change. */
export interface ParticipantMap extends ReadonlyMap<string, Participant> {
  /** Rises by at least one with each change. */
  readonly version: number;
}

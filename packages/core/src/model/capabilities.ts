import type { QualityCapabilities } from './quality.ts';
import type { SourceKind } from './source-kind.ts';

/**
 * The abilities of an adapter, graded where a boolean would lie. The contract suite turns each entry into clauses: a claim that
 * does not hold fails, and so does the denial of something that works.
 */
export interface RtcCapabilities {
  /** Sources that can be published. */
  readonly sources: readonly SourceKind[];
  /**
   * Changing the track of a publication: `seamless` keeps it; `republish` means a gap while the adapter publishes anew;
   * `none` means that core unpublishes and publishes.
   */
  readonly replaceTrack: 'seamless' | 'republish' | 'none';
  /**
   * Tells whether the vendor needs a track (black, silent) where a source is announced muted without one. The driver makes it,
   * by `environment.createPlaceholder`; core gives `null` either way.
   */
  readonly placeholderNeeded: boolean;
  /** Sound of a shared screen: a source of its own, mixed into the microphone by core, or not at all. */
  readonly screenAudio: 'separate' | 'mixed' | 'none';
  /** Tells whether camera and screen can be published at the same time. */
  readonly cameraWithScreen: boolean;
  /** The way in which remote sound arrives: one track for each source, played by the SDK itself, or one mix of everybody. */
  readonly remoteAudio: 'tracks' | 'sdk-played' | 'one-mix';
  /**
   * Tells whether others can tell mute from unpublish at once (`exact`) or only after a grace period, or never (`grace`). Where the vendor's
   * clients mute by unpublishing, see `announcesMute`.
   */
  readonly muteVisible: 'exact' | 'grace';
  /**
   * Sources whose mute can be announced; all of them where left out. Core never calls `doSetMuted` for another source: its
   * mute is silence or a black picture, and others are not told: what is published stays so.
   */
  readonly announcesMute?: readonly SourceKind[] | undefined;
  /** Tells whether the members are all known when `doJoin` resolves, or follow. */
  readonly roster: 'complete' | 'streaming';
  /** The consequence when the same user joins the room a second time. */
  readonly duplicateIdentity: 'kicks-older' | 'rejects-newer' | 'allowed';
  /**
   * The side that vouches for the user ids of others: `attested` by the server, which checked a credential, or `claimed` by the one who
   * joined. Never take somebody for a person you know by a claimed id.
   */
  readonly identity: 'attested' | 'claimed';
  /** The smallest thing that can be subscribed to. */
  readonly subscriptionGranularity: 'source' | 'kind' | 'participant' | 'all';
  /** Messages between participants; `false` where the vendor has none. */
  readonly messages: false | MessageCapabilities;
  /** Roles that `setRole` accepts; empty where the vendor has none. */
  readonly roles: readonly string[];
  /** The acts that a participant with the right permission can do to others. */
  readonly moderation: readonly ModerationAction[];
  /** Tells whether a display name travels with the participant; `at-join`: the one given to `join`, which cannot be changed in the call. */
  readonly displayNames: boolean | 'at-join';
  /** Tells whether several encodings of a video are sent and the receiver can choose between them. */
  readonly simulcast: boolean;
  /** The wishes for quality that are fulfilled; none where left out. */
  readonly quality?: QualityCapabilities | undefined;
  /**
   * Whose connection the vendor rates (`watchQuality`): the local one, those of the others, or everybody's; nobody's where left out.
   */
  readonly networkQuality?: 'local' | 'others' | 'everybody' | undefined;
  /** Tells whether `doGetStats` is there. */
  readonly stats: boolean;
  /**
   * Tells whether media are encrypted between the participants. Then nothing is received that is not encrypted with the key of this
   * session: a subscription to it fails with `key-mismatch`.
   */
  readonly endToEndEncryption: boolean;
  /**
   * The region that signalling and media never leave, in the words of the vendor's contract (`eu`, `cn`); undefined where nobody
   * promises one. Depends on how the adapter was made, not on a call.
   */
  readonly region?: string | undefined;
  /** Tells whether nobody is recorded without having been asked. False where left out. */
  readonly recordingConsent?: boolean | undefined;
  /** Tells whether a credential can be renewed during a call. */
  readonly renewCredential: boolean;
  /** The way in which the driver gets over a lost transport: by itself, or not at all. */
  readonly reconnect: 'resumes' | 'restarts' | 'none';
  /**
   * Tells whether the SDK copies samples in a way that a gated track cannot silence (Web Audio, encoded frames). Core then hands
   * out the output of a relay of its own.
   */
  readonly audioRelayNeeded: boolean;
}

/** Size, direction and reliability of messages. */
export interface MessageCapabilities {
  /** The largest payload in bytes of UTF-8. */
  readonly maxBytes: number;
  /** Tells whether a message can go to some participants only. */
  readonly directed: boolean;
  /** Tells whether a message that was accepted arrives, in order. */
  readonly reliable: boolean;
}

/** Something that a moderator does to another participant. */
export type ModerationAction = 'mute' | 'unpublish' | 'kick' | 'close-room';

/** Numbers and patterns that an app should know before it joins. */
export interface RtcLimits {
  /** People in one room; undefined where the vendor publishes none. */
  readonly participants?: number | undefined;
  /** Remote sources that can be subscribed to at a time; undefined where unlimited. */
  readonly subscriptions?: number | undefined;
  /** The pattern that a user id must match. The portable pattern is `[A-Za-z0-9_-]{1,64}`. */
  readonly userIdPattern: RegExp;
  /** The pattern that a room id must match. The portable pattern is `[A-Za-z0-9_-]{1,64}`. */
  readonly roomPattern: RegExp;
  /** The longest display name, in UTF-16 code units. */
  readonly displayNameLength: number;
}

/** The pattern for user and room ids that every adapter accepts. */
export const portableIdPattern: RegExp = /^[A-Za-z0-9_-]{1,64}$/;

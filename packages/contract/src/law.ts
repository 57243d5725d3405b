/** The parts that laws are grouped in. */
export type LawArea =
  | 'Lifecycle'
  | 'People'
  | 'Reconnecting'
  | 'Own media'
  | "Others' media"
  | 'Errors and events'
  | 'Claims'
  | 'Drivers';

/** Something that holds whatever the vendor does. */
export interface Law {
  /** Where it belongs. */
  readonly area: LawArea;
  /** What holds. */
  readonly text: string;
}

/** The laws by name. */
export type LawId =
  | 'join-once'
  | 'join-fails-clean'
  | 'join-bounded'
  | 'leave-during-join'
  | 'late-join'
  | 'leave-always'
  | 'leave-bounded'
  | 'ends-once'
  | 'replaced-is-final'
  | 'terminal-leaves'
  | 'nothing-left'
  | 'disposed'
  | 'rejoin'
  | 'page-closing'
  | 'page-return'
  | 'switch'
  | 'arguments'
  | 'roster-at-join'
  | 'nobody-missed'
  | 'presence-ids'
  | 'departure-bounded'
  | 'departure-order'
  | 'description'
  | 'interrupted-not-gone'
  | 'same-people'
  | 'desired-state-returns'
  | 'reconnect-bounded'
  | 'repair'
  | 'intent'
  | 'silence'
  | 'server-mute'
  | 'device-trouble'
  | 'one-capture'
  | 'screen-share'
  | 'screen-audio'
  | 'device-change'
  | 'own-tracks'
  | 'processors'
  | 'publish-confirmed'
  | 'announced-once'
  | 'subscribe-settles'
  | 'subscription-modes'
  | 'one-stream'
  | 'audible-once'
  | 'live-picture'
  | 'playback'
  | 'speaker'
  | 'one-error'
  | 'any-rejection'
  | 'listeners'
  | 'nothing-after-end'
  | 'state-then-events'
  | 'unknown-events'
  | 'claims'
  | 'messages'
  | 'roles'
  | 'moderation'
  | 'credentials'
  | 'support'
  | 'driver-shape'
  | 'driver-facts'
  | 'driver-idempotent'
  | 'driver-lets-go';

import type { RtcError } from '../errors/rtc-error.ts';
import type { RemoteSourceKey } from '../model/remote-source-key.ts';
import type { EndReason } from '../model/session-state.ts';
import type { SourceKind } from '../model/source-kind.ts';

/** The effects that facts bring about, by name: keys, never tracks. Each is judged again when it runs, against the state of then. */
export interface Effects {
  /** The server muted a source: its gate shuts at once, and mute becomes the user's intent. */
  readonly 'mute-local': OfLeg & { readonly source: SourceKind };
  /** The server ended a publication: its gate shuts at once, and that becomes the user's intent. */
  readonly 'disable-local': OfLeg & { readonly source: SourceKind };
  /** Brings stream and elements of a remote source in line. */
  readonly show: RemoteSourceKey;
  /** Forgets somebody who is gone: nothing of them stays. */
  readonly forget: { readonly participantId: string };
  /** Forgets somebody who is gone from one leg. */
  readonly 'forget-presence': OfLeg & { readonly participantId: string };
  /** Brings the subscriptions to somebody in line. */
  readonly receive: OfLeg & { readonly participantId: string };
  /** The vendor lost a subscription and waits to be asked again. */
  readonly 'receive-again': OfLeg & { readonly participantId: string };
  /** A track is there: nobody waits for it any more. */
  readonly received: OfLeg & RemoteSourceKey;
  /** A subscription failed: it is tried again, unless the app asked for it itself. */
  readonly 'retry-later': OfLeg & RemoteSourceKey;
  /** A source is no longer published: nobody waits for it any more. */
  readonly withdraw: OfLeg & RemoteSourceKey;
  /** The way to the vendor is back: what is wanted is applied again. */
  readonly restore: OfLeg & { readonly mode: 'resumed' | 'restarted' };
  /** A publication is lost: it is made anew after a while. */
  readonly 'publish-later': OfLeg & { readonly source: SourceKind };
  /** The credential ends soon. */
  readonly renew: OfLeg;
  /** Those who were missing after a restart are believed to be gone after a while. */
  readonly 'expire-held': OfLeg;
  /** Tells of somebody new on a second leg after a while, if nobody of another leg is found to be the same person. */
  readonly 'expire-waiting': OfLeg & { readonly remoteId: string };
  /** The way to the vendor is lost: the leg is given up if it does not come back. */
  readonly 'give-up-later': OfLeg;
  /** The vendor ended the call. */
  readonly 'end-leg': OfLeg & { readonly reason: EndReason; readonly error: RtcError | undefined };
}

/** One thing to do. Plain data, so that it can be recorded. */
export type Effect<Names extends keyof Effects = keyof Effects> = {
  readonly [Name in Names]: { readonly type: Name } & Effects[Name];
}[Names];

interface OfLeg {
  readonly leg: number;
}

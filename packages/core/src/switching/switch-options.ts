import type { JoinOptions } from '../face/rtc-viewer.ts';
import type { Identity } from '../state/identity.ts';
import type { AdapterComparison, DifferenceName } from './compare-adapters.ts';
import type { SwitchGap } from '../face/session-events.ts';

/** The way in which a session is switched. Everything may be left out. */
export interface SwitchOptions {
  /** Gives the switch up before it is concluded: the call goes on over the present adapter. */
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds until the switch is concluded or given up, as `until` says. 20,000 where left out. */
  readonly deadlineMs?: number | undefined;
  /**
   * The moment at which the present adapter is left. `everyone`: once everybody and all that is wanted of them is there over the next one; at the
   * deadline the switch is given up, so that nobody is lost. `deadline`: then, or at the deadline; who is not there by then has left.
   * `never`: the session stays in both, each person and source once, until another switch to one of the two. `everyone` where left out.
   */
  readonly until?: SwitchUntil | undefined;
  /** The names for the next adapter, where they are other ones than in the present call. */
  readonly join?: Partial<Pick<JoinOptions, 'room' | 'userId' | 'displayName' | 'role'>> | undefined;
  /** The names of losses that are accepted: without that the switch is refused. See {@link compareAdapters}. */
  readonly allow?: readonly DifferenceName[] | undefined;
  /**
   * Tells whether two user ids are the same person's, the one of the next adapter first. Where not both vendors vouch for user ids,
   * nobody is taken for somebody else without it.
   */
  readonly samePerson?: Identity['samePerson'];
}

/** The moment at which the present adapter is left. */
export type SwitchUntil = 'everyone' | 'deadline' | 'never';

/** The outcome of a switch. */
export interface SwitchResult {
  /** The adapter that carried the call, and the one that carries it now; with `never` it is still the first. */
  readonly from: string;
  /** See `from`. */
  readonly to: string;
  /** The things that the session has lost and gained. */
  readonly comparison: AdapterComparison;
  /** The measured interruption of each source that changed over. */
  readonly gaps: readonly SwitchGap[];
}

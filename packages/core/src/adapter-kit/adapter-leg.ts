import type { RtcDriverEnvironment } from '../adapter/rtc-driver-environment.ts';
import type { RtcDriverSink } from '../adapter/rtc-driver-sink.ts';
import type { JoinRequest, JoinResult, RtcDriver, SignalsWanted } from '../adapter/rtc-driver.ts';
import type { Cleanup } from './create-cleanup.ts';
import type { Waits } from './create-waits.ts';

/**
 * A leg that has joined: what a join gives. Its methods are those of a driver, but none of them is called before the join, nor once
 * the leg is being left, so none asks.
 *
 * @typeParam Native - the vendor's own object for this leg.
 */
export interface AdapterLeg<Native = unknown> extends Omit<
  RtcDriver<Native>,
  'native' | 'doJoin' | 'doAbandon' | 'dispose'
> {
  /** The vendor's own object, for `session.native`. */
  readonly native: Native;
  /** The roster and everything else that is known at the join. */
  readonly result: JoinResult;
  /** Ends what is published, where the vendor's leave does not do so at once. Called before `doLeave`, for at most a second. */
  doUnpublish?(): Promise<unknown>;
  /**
   * Leaves. Called once, and waited for as long as core gives a leave (`timeouts.leave`); the leg is disposed when it has settled, or a
   * minute later. A vendor that may never settle needs a bound of its own.
   */
  doLeave(): Promise<void>;
  /** Lets go at once, as the page is closing. Where left out `doLeave` is called and not waited for. */
  doAbandon?(): void;
}

/** The stage that a leg is at. It is `over` as soon as core leaves it. */
export type LegPhase = 'joining' | 'joined' | 'over';

/** Everything that a join is given. */
export interface LegContext {
  /** The join that is asked for. Its signal gives the attempt up and, once joined, the leg. */
  readonly request: JoinRequest;
  /** Takes the facts, until the leg is left: what the vendor calls back later is nobody's. */
  readonly sink: RtcDriverSink;
  /** The clock and the platform's pristine constructors. */
  readonly environment: RtcDriverEnvironment;
  /**
   * Undone when the leg is disposed, or when the join fails. Everything that a join begins goes in here as it begins:
   * listeners, timers, connections, workers.
   */
  readonly cleanup: Cleanup;
  /** Bounded waits, which end with the leg. */
  readonly waits: Waits;
  /**
   * Says what to do about a join that the vendor neither stops nor answers: done in place of `doLeave`, when a leave has waited a second
   * for it, or the page closes. A join that succeeds all the same is left by `doLeave`.
   */
  ifUnanswered(run: () => Promise<unknown>): void;
  /** Tells where the leg stands: an end that the vendor tells is no news while it joins, nor when core has asked for it. */
  phase(): LegPhase;
  /** Tells which signals core listens to now. */
  signalsWanted(): SignalsWanted;
}

/** Joins: opens a leg with the vendor. Where it rejects nothing of the attempt stays. */
export type OpenLeg<Native = unknown> = (context: LegContext) => Promise<AdapterLeg<Native>>;

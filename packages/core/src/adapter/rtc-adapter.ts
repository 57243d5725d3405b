import type { RtcCapabilities, RtcLimits } from '../model/capabilities.ts';
import type { RtcDriver } from './rtc-driver.ts';
import type { RtcDriverEnvironment } from './rtc-driver-environment.ts';
import type { RtcDriverSink } from './rtc-driver-sink.ts';
import type { RtcError } from '../errors/rtc-error.ts';

/**
 * A vendor as a value: what it can do, and a way to open one call leg with it. Adapters hold no state of a call, so one
 * value may serve several sessions, and middleware (tracing, faults, fail-over) is a function from adapter to adapter.
 *
 * @typeParam Native - what `session.native` gives: the vendor's own object.
 */
export interface RtcAdapter<Native = unknown> {
  /** The version of this interface that the adapter implements. Within a version things are added, none are taken away. */
  readonly specificationVersion: 1;
  /** The adapter's name as it appears in errors and tables: short, lower case. */
  readonly name: string;
  /** The capabilities of the vendor. Frozen: never depends on a call. */
  readonly capabilities: RtcCapabilities;
  /** Numbers and patterns to check before any network call. Frozen. */
  readonly limits: RtcLimits;
  /** Tells whether this browser can make calls with it. Never opens a device and never loads more than it must. */
  checkSupport(): Promise<SupportReport>;
  /**
   * Loads what calls need: the vendor's SDK and the adapter's own driver. Apps call it ahead of the first join, while there is
   * time; core calls it in each join, before `createDriver`, within the bound of the join. Cheap once it has resolved. After it
   * has rejected it may be called again, but most browsers keep a failed import until the page is loaded anew, so the message
   * says to reload. Rejects `sdk-missing` with what to install, or `network`.
   */
  preload(): Promise<void>;
  /**
   * Opens one leg. `preload` has resolved before. A driver is one-shot: it joins at most once, and after `dispose` nothing of
   * it is left.
   * @param sink - where it reports facts; closed when core is done with the leg.
   * @param environment - the clock and the platform's pristine constructors.
   */
  createDriver(sink: RtcDriverSink, environment: RtcDriverEnvironment): RtcDriver<Native>;
}

/** Tells whether calls are possible here, and if they are not, why. */
export interface SupportReport {
  /** Tells whether a call can be made at all. */
  readonly supported: boolean;
  /** The things that are missing: `not-supported`, `insecure-context` or `sdk-missing`. */
  readonly problems: readonly RtcError[];
}

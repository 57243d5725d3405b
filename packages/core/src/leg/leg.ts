import type { RtcAdapter } from '../adapter/rtc-adapter.ts';
import type { DriverCall, RtcDriver } from '../adapter/rtc-driver.ts';
import type { RtcEnvironment } from '../environment/rtc-environment.ts';
import type { RtcError } from '../errors/rtc-error.ts';
import type { RtcErrorCode } from '../errors/rtc-error-code.ts';
import { toRtcError } from '../errors/to-rtc-error.ts';
import { abortError, bounded, type Bound } from '../timing/bounded.ts';
import { createSink, type DriverFact } from './create-sink.ts';
import { createLanes } from '../timing/lanes.ts';

/** The facts that a leg tells the session. */
export interface LegPort {
  /** A fact of the open leg. */
  fact(fact: DriverFact): void;
  /** A lie was kept from the app. */
  contain(name: string): void;
}

/** A bound without the clock, which is the leg's. */
interface LegBound extends Omit<Bound, 'clock'> {
  /** The code of a failure for which the vendor has none. */
  readonly code?: RtcErrorCode | undefined;
}

/** One driver's life: from its creation until it has let go. */
export interface Leg<Native = unknown> {
  /** The vendor's part. */
  readonly driver: RtcDriver<Native>;
  /** Tells legs of one session apart. */
  readonly generation: number;
  /** Aborts with the leg; its reason is the error for whatever is still going on. */
  readonly signal: AbortSignal;
  /** Bounds, orders and translates one vendor call. Rejections are always an RtcError. */
  call<Result>(
    lanes: readonly string[],
    bound: LegBound,
    run: (driver: RtcDriver<Native>, call: DriverCall) => Promise<Result>,
  ): Promise<Result>;
  /** Joins; the attempt is remembered so that a late success is torn down. */
  join<Result>(bound: LegBound, run: (driver: RtcDriver<Native>) => Promise<Result>): Promise<Result>;
  /** No fact counts from now on, and every call in flight rejects with `reason`. */
  close(reason: RtcError): void;
  /**
   * Lets go of the vendor: waits for a join still in flight, leaves, disposes. Resolves when that is done or the bound has
   * passed; the rest goes on by itself then, and the driver is disposed in any case.
   */
  letGo(ms: number): Promise<void>;
  /** The page is closing: the vendor lets go at once. */
  abandon(): void;
}

/** Makes the driver of a call and the leg around it. */
export function createLeg<Native>(
  adapter: RtcAdapter<Native>,
  environment: RtcEnvironment,
  generation: number,
  port: LegPort,
): Leg<Native> {
  const { clock } = environment;
  const { name } = adapter;
  const aborter = new AbortController();
  const { signal } = aborter;
  const inLanes = createLanes();
  const endings = new Set<(error: RtcError) => void>();
  let open = true;
  let over = false;
  let joining: Promise<unknown> = Promise.resolve();
  let gone: Promise<void> | undefined;
  const sink = createSink((fact) => {
    if (open) port.fact(fact);
    // While it lets go a vendor may still tell of others; afterwards nothing may come.
    else if (over) port.contain('fact-after-end');
  });
  const driver = adapter.createDriver(sink, environment);

  async function vendor<Result>(bound: LegBound, run: (bound: Bound) => Promise<Result>): Promise<Result> {
    try {
      if (signal.aborted) throw abortError(bound.what, signal);
      return await run({ ...bound, clock, endings });
    } catch (error) {
      throw toRtcError(error, {
        code: bound.code,
        message: `${bound.what} failed at ${name}.`,
        adapter: name,
      });
    }
  }
  function dispose(): void {
    if (over) return;
    attempt(() => {
      driver.dispose();
    });
    over = true;
  }
  async function end(ms: number): Promise<void> {
    const left = joining.then(() => driver.doLeave()).catch(() => undefined);
    const within = (limitMs: number): Promise<void> =>
      bounded(() => left, { clock, ms: limitMs, what: 'Leaving' }).then(dispose);
    try {
      await within(ms);
    } catch {
      // A vendor that never settles must not keep its driver for ever.
      within(lateLeaveMs).catch(dispose);
    }
  }
  return {
    driver,
    generation,
    signal,
    call: (lanes, bound, run) => vendor(bound, (full) => inLanes(lanes, full, (given) => run(driver, given))),
    join: (bound, run) =>
      vendor(bound, (full) =>
        bounded(() => {
          const result = run(driver);
          joining = result.catch(() => undefined);
          return result;
        }, full),
      ),
    close(reason) {
      open = false;
      aborter.abort(reason);
      for (const give of [...endings]) give(reason);
    },
    letGo: (ms) => (gone ??= end(ms)),
    abandon() {
      gone ??= Promise.resolve();
      attempt(() => {
        driver.doAbandon();
      });
      dispose();
    },
  };
}

/** The time that a driver that outlived its bound may still take before it is disposed all the same. */
const lateLeaveMs = 60_000;

/** Runs something of the vendor's that must not fail here: at the end there is nobody left to tell. */
function attempt(run: () => void): void {
  try {
    run();
  } catch {
    // The driver is being thrown away.
  }
}

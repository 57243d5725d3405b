import type { RtcAdapter } from '../adapter/rtc-adapter.ts';
import type { DriverCall, RtcDriver } from '../adapter/rtc-driver.ts';
import type { RtcEnvironment } from '../environment/rtc-environment.ts';
import type { RtcError } from '../errors/rtc-error.ts';
import { toRtcError } from '../errors/to-rtc-error.ts';
import { bounded, type Bound } from './bounded.ts';
import { createSink, type DriverFact } from './create-sink.ts';
import { Lanes } from './lanes.ts';

/** What a leg tells the session. */
export interface LegPort {
  /** A fact of the open leg. */
  fact(fact: DriverFact): void;
  /** A lie was kept from the app. */
  contain(name: string): void;
}

/** One driver's life: from its creation until it has let go. */
export class Leg<Native = unknown> {
  /** The vendor's part. */
  readonly driver: RtcDriver<Native>;
  /** Tells legs of one session apart. */
  readonly generation: number;
  /** Aborts with the leg; its reason is the error for whatever is still going on. */
  readonly signal: AbortSignal;
  readonly #aborter = new AbortController();
  readonly #lanes = new Lanes();
  readonly #adapterName: string;
  readonly #environment: RtcEnvironment;
  #open = true;
  #over = false;
  #joining: Promise<unknown> = Promise.resolve();
  #gone: Promise<void> | undefined;

  constructor(adapter: RtcAdapter<Native>, environment: RtcEnvironment, generation: number, port: LegPort) {
    this.generation = generation;
    this.#adapterName = adapter.name;
    this.#environment = environment;
    this.signal = this.#aborter.signal;
    const sink = createSink((fact) => {
      if (this.#open) port.fact(fact);
      // While it lets go a vendor may still tell of others; afterwards nothing may come.
      else if (this.#over) port.contain('fact-after-end');
    });
    this.driver = adapter.createDriver(sink, environment);
  }

  /** Bounds, orders and translates one vendor call. Rejections are always an RtcError. */
  async call<Result>(
    lanes: readonly string[],
    bound: Omit<Bound, 'clock'>,
    run: (driver: RtcDriver<Native>, call: DriverCall) => Promise<Result>,
  ): Promise<Result> {
    const signals = [this.signal, ...(bound.signals ?? [])];
    try {
      return await this.#lanes.run(lanes, { ...bound, signals, clock: this.#environment.clock }, (signal) =>
        run(this.driver, { signal }),
      );
    } catch (error) {
      throw this.#translate(error, bound.what);
    }
  }

  /** Joins; the attempt is remembered so that a late success is torn down. */
  async join<Result>(
    bound: Omit<Bound, 'clock'>,
    run: (driver: RtcDriver<Native>) => Promise<Result>,
  ): Promise<Result> {
    try {
      return await bounded(
        () => {
          const attempt = run(this.driver);
          this.#joining = attempt.catch(() => undefined);
          return attempt;
        },
        { ...bound, signals: [this.signal, ...(bound.signals ?? [])], clock: this.#environment.clock },
      );
    } catch (error) {
      throw this.#translate(error, bound.what);
    }
  }

  /** No fact counts from now on, and every call in flight rejects with `reason`. */
  close(reason: RtcError): void {
    this.#open = false;
    this.#aborter.abort(reason);
  }

  /**
   * Lets go of the vendor: waits for a join still in flight, leaves, disposes. Resolves when that is done or the bound has
   * passed; the rest goes on by itself then, and the driver is disposed in any case.
   */
  letGo(ms: number): Promise<void> {
    this.#gone ??= this.#end(ms);
    return this.#gone;
  }

  /** The page is closing: the vendor lets go at once. */
  abandon(): void {
    this.#gone ??= Promise.resolve();
    attempt(() => {
      this.driver.doAbandon();
    });
    this.#dispose();
  }

  async #end(ms: number): Promise<void> {
    const { clock } = this.#environment;
    const left = this.#joining
      .then(() => this.driver.doLeave())
      .then(
        () => true,
        () => true,
      );
    const inTime = await bounded(() => left, { clock, ms, what: 'Leaving' }).catch(() => false);
    if (inTime) this.#dispose();
    // A vendor that never settles must not keep its driver for ever.
    else {
      void bounded(() => left, { clock, ms: lateLeaveMs, what: 'Leaving' })
        .catch(() => false)
        .then(() => {
          this.#dispose();
        });
    }
  }

  #dispose(): void {
    if (this.#over) return;
    attempt(() => {
      this.driver.dispose();
    });
    this.#over = true;
  }

  #translate(error: unknown, what: string): RtcError {
    return toRtcError(error, {
      message: `${what} failed at ${this.#adapterName}.`,
      adapter: this.#adapterName,
    });
  }
}

/** How long a driver that outlived its bound may still take before it is disposed all the same. */
const lateLeaveMs = 60_000;

/** Runs something of the vendor's that must not fail here: at the end there is nobody left to tell. */
function attempt(run: () => void): void {
  try {
    run();
  } catch {
    // The driver is being thrown away.
  }
}

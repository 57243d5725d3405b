import type { RtcAdapter } from '../adapter/rtc-adapter.ts';
import type { JoinResult } from '../adapter/rtc-driver.ts';
import type { LocalMedia } from '../capture/local-media.ts';
import type { RtcEnvironment } from '../environment/rtc-environment.ts';
import { RtcError } from '../errors/rtc-error.ts';
import { toRtcError } from '../errors/to-rtc-error.ts';
import type { EndReason } from '../model/session-state.ts';
import type { JoinOptions } from '../session/rtc-session.ts';
import { bounded } from './bounded.ts';
import type { DriverFact } from './create-sink.ts';
import { endError } from './end-error.ts';
import { Leg } from './leg.ts';
import type { LocalPublisher } from './local-publisher.ts';
import type { Store } from './store.ts';
import type { SessionTimeouts } from './timeouts.ts';

/** What a call works with. */
export interface CallPort<Native> {
  readonly adapter: RtcAdapter<Native>;
  readonly environment: RtcEnvironment;
  readonly timeouts: SessionTimeouts;
  readonly store: Store;
  readonly local: LocalMedia;
  readonly publisher: LocalPublisher;
  /** A call has begun: the state says so already. */
  joined(result: JoinResult): void;
  /** A fact of the joined call. */
  fact(fact: Exclude<DriverFact, { type: 'ended' }>): void;
}

/** How a call ends. */
interface Finish {
  readonly reason: EndReason;
  readonly error: RtcError | undefined;
  readonly keepCapture: boolean;
  /** What `end` gave: tells this end from that of another call. */
  readonly ending: Promise<void>;
}

/** Joins, leaves and ends: the life of one leg after another. */
export class Call<Native> {
  /** The leg of the present call, from the beginning of its join. */
  leg: Leg<Native> | undefined;
  readonly #port: CallPort<Native>;
  #generation = 0;
  #attempt: AbortController | undefined;
  #ending: Promise<void> | undefined;
  /** The previous leg, until it has let go: a zombie must not throw out its successor as a duplicate. */
  #before: Promise<void> = Promise.resolve();
  /** The leg that is letting go. */
  #leaving: Leg<Native> | undefined;
  #early: Exclude<DriverFact, { type: 'ended' }>[] = [];

  constructor(port: CallPort<Native>) {
    this.#port = port;
  }

  /** The leg that commands go to: only while the call is joined. */
  get active(): Leg<Native> | undefined {
    const { status } = this.#port.store.state.session;
    return status === 'joined' || status === 'reconnecting' ? this.leg : undefined;
  }

  /** Enters a room. The caller has checked state and options. */
  async join(options: JoinOptions): Promise<void> {
    const { store, timeouts } = this.#port;
    const attempt = new AbortController();
    this.#attempt = attempt;
    store.dispatch({
      type: 'joinStarted',
      data: {
        room: options.room,
        userId: options.userId,
        displayName: options.displayName ?? '',
        role: options.role,
        permissions: undefined,
      },
    });
    const signals = options.signal ? [attempt.signal, options.signal] : [attempt.signal];
    try {
      const { clock } = this.#port.environment;
      await bounded(() => this.#before, {
        clock,
        ms: 2 * timeouts.leave,
        what: 'Waiting for the last call',
        signals,
      });
      await this.#enter(options, { ms: timeouts.join, what: 'Joining', signals });
    } catch (cause) {
      const error = toRtcError(cause, { message: 'Joining failed.', adapter: this.#port.adapter.name });
      // A leave that came meanwhile has ended the attempt itself.
      if (this.#attempt === attempt && store.state.session.status === 'joining') {
        void this.#drop(error);
        store.dispatch({ type: 'joinFailed', data: {} });
      }
      throw error;
    } finally {
      if (this.#attempt === attempt) this.#attempt = undefined;
    }
  }

  /** Ends the call with a reason, once. Resolves when the vendor has let go or the bound has passed. */
  end(
    reason: EndReason,
    { error, keepCapture = false }: { error?: RtcError | undefined; keepCapture?: boolean } = {},
  ): Promise<void> {
    const { status } = this.#port.store.state.session;
    if (status === 'idle' || status === 'ended') return Promise.resolve();
    if (this.#ending) return this.#ending;
    // Known before it begins: it may be concluded within this call, and listeners may ask for the end again.
    let follow = (_: Promise<void>): void => undefined;
    const ending = new Promise<void>((resolve) => {
      follow = resolve;
    });
    this.#ending = ending;
    follow(this.#finish({ reason, error, keepCapture, ending }));
    return ending;
  }

  /** The page is closing: the vendor lets go at once, nothing is awaited; also of a call that is just being left. */
  abandon(): void {
    const { store, local } = this.#port;
    const { leg } = this;
    const attempt = this.#attempt;
    const stop = new RtcError({ code: 'aborted', message: 'The page was closed.' });
    this.#leaving?.abandon();
    this.#leaving = undefined;
    const { status } = store.state.session;
    if (status === 'idle' || status === 'ended') return;
    this.leg = undefined;
    this.#ending = undefined;
    this.#attempt = undefined;
    attempt?.abort(stop);
    if (leg) {
      leg.close(stop);
      leg.abandon();
      local.endLeg(leg.generation);
    }
    local.release();
    store.dispatch({ type: 'callEnded', data: { reason: 'page-closed' } });
  }

  async #enter(
    { room, userId, displayName = '', role }: JoinOptions,
    bound: { ms: number; what: string; signals: AbortSignal[] },
  ): Promise<void> {
    const { adapter, environment, store, local, publisher } = this.#port;
    for (const signal of bound.signals) signal.throwIfAborted();
    this.#early = [];
    this.#generation += 1;
    const leg = new Leg(adapter, environment, this.#generation, {
      fact: (fact) => {
        this.#receive(fact);
      },
      contain: (name) => {
        store.contain(name);
      },
    });
    this.leg = leg;
    const wanted = local.outgoing(leg.generation);
    const result = await leg.join(bound, (driver) =>
      driver.doJoin({ room, userId, displayName, role, local: wanted, purpose: 'main', signal: leg.signal }),
    );
    store.dispatch({ type: 'joinSucceeded', data: result });
    for (const fact of this.#early.splice(0)) {
      // Whoever is reported before join resolves was there before.
      const known =
        fact.type === 'participantJoined' ? { ...fact, data: { ...fact.data, existing: true } } : fact;
      this.#port.fact(known);
    }
    publisher.joined(leg, wanted, result);
    this.#port.joined(result);
  }

  #receive(fact: DriverFact): void {
    if (fact.type === 'ended') this.#onEnded(fact.data);
    else if (this.#port.store.state.session.status === 'joining') this.#early.push(fact);
    else this.#port.fact(fact);
  }

  #onEnded({ reason, error }: Extract<DriverFact, { type: 'ended' }>['data']): void {
    if (this.#attempt) this.#attempt.abort(endError(reason, this.#port.adapter.name, error));
    else void this.end(reason, { error });
  }

  /** Closes the leg and lets it go in the background; the next join waits for that. */
  #drop(reason: RtcError): Promise<void> {
    const { leg } = this;
    if (!leg) return Promise.resolve();
    this.leg = undefined;
    this.#leaving = leg;
    leg.close(reason);
    this.#before = leg.letGo(this.#port.timeouts.leave).then(() => {
      if (this.#leaving === leg) this.#leaving = undefined;
      this.#port.local.endLeg(leg.generation);
    });
    return this.#before;
  }

  async #finish({ reason, error, keepCapture, ending }: Finish): Promise<void> {
    const { store, local } = this.#port;
    const attempt = this.#attempt;
    store.dispatch({ type: 'leaveStarted', data: {} });
    const stop = new RtcError({ code: 'aborted', message: `The call ended (${reason}).` });
    const gone = this.#drop(stop);
    const conclude = (): void => {
      this.#ending = undefined;
      if (!keepCapture) local.release();
      store.dispatch({ type: 'callEnded', data: { reason, error } });
    };
    if (attempt) {
      // Nobody has seen this call yet: it is over at once, and only the next join waits for the vendor.
      this.#attempt = undefined;
      attempt.abort(stop);
      conclude();
      await gone;
    } else {
      await gone;
      // The page may have been closed meanwhile, and another call begun.
      if (this.#ending === ending) conclude();
    }
  }
}

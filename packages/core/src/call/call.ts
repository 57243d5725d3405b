import type { JoinResult } from '../adapter/rtc-driver.ts';
import { RtcError } from '../errors/rtc-error.ts';
import { toRtcError } from '../errors/to-rtc-error.ts';
import type { EndReason } from '../model/session-state.ts';
import type { JoinOptions } from '../face/rtc-session.ts';
import type { RtcAdapter } from '../adapter/rtc-adapter.ts';
import type { LocalMedia } from '../capture/local-media.ts';
import type { RtcEnvironment } from '../environment/rtc-environment.ts';
import type { Publishers } from '../leg/publishers.ts';
import type { Store } from '../state/store.ts';
import type { SessionTimeouts } from '../timing/timeouts.ts';
import { bounded } from '../timing/bounded.ts';
import type { CallFact, DriverFact } from '../leg/create-sink.ts';
import { endError } from './end-error.ts';
import { createLeg, type Leg } from '../leg/leg.ts';

/** What calls work with. */
export interface CallPort<Native> {
  readonly adapter: RtcAdapter<Native>;
  readonly environment: RtcEnvironment;
  readonly store: Store;
  readonly timeouts: SessionTimeouts;
  readonly local: LocalMedia;
  readonly publishers: Publishers;
  /** A call has begun: the state says so already. */
  joined(result: JoinResult): void;
  /** A fact of the joined call. */
  fact(fact: CallFact): void;
}

/** How a call ends. */
interface EndOptions {
  readonly error?: RtcError | undefined;
  readonly keepCapture?: boolean | undefined;
}

/** Joins, leaves and ends: the life of one leg after another. */
export interface Call<Native = unknown> {
  /** The leg that commands go to: only while the call is joined. */
  readonly active: Leg<Native> | undefined;
  /** Whether there is a call to let go of, from the beginning of its join. */
  readonly present: boolean;
  /** Enters a room. The caller has checked state and options. */
  join(options: JoinOptions): Promise<void>;
  /** Ends the call with a reason, once. Resolves when the vendor has let go or the bound has passed. */
  end(reason: EndReason, options?: EndOptions): Promise<void>;
  /** The page is closing: the vendor lets go at once, nothing is awaited; also of a call that is just being left. */
  abandon(): void;
}

/** Makes the calls of a session. */
export function createCall<Native>(port: CallPort<Native>): Call<Native> {
  const { adapter, environment, store, timeouts, local, publishers } = port;
  const { clock } = environment;
  let leg: Leg<Native> | undefined;
  let generation = 0;
  let attempt: AbortController | undefined;
  let ending: Promise<void> | undefined;
  /** The previous leg, until it has let go: a zombie must not throw out its successor as a duplicate. */
  let before = Promise.resolve();
  /** The leg that is letting go. */
  let leaving: Leg<Native> | undefined;
  let early: CallFact[] = [];

  const status = (): string => store.state.session.status;
  const isOver = (): boolean => status() === 'idle' || status() === 'ended';

  function receive(fact: DriverFact): void {
    if (fact.type === 'ended') {
      const { reason, error } = fact.data;
      if (attempt) attempt.abort(endError(reason, adapter.name, error));
      else void end(reason, { error });
    } else if (status() === 'joining') early.push(fact);
    else port.fact(fact);
  }

  async function enter(
    { room, userId, displayName = '', role }: JoinOptions,
    bound: { ms: number; what: string; signals: AbortSignal[] },
  ): Promise<void> {
    for (const signal of bound.signals) signal.throwIfAborted();
    early = [];
    generation += 1;
    const own = createLeg(adapter, environment, generation, { fact: receive, contain: store.contain });
    leg = own;
    const publisher = publishers.open(own, adapter);
    const outgoing = publisher.outgoing();
    const { signal } = own;
    const result = await own.join(bound, (driver) =>
      driver.doJoin({ room, userId, displayName, role, local: outgoing, purpose: 'main', signal }),
    );
    store.dispatch({ type: 'joinSucceeded', data: result });
    for (const fact of early.splice(0)) {
      // Whoever is reported before join resolves was there before.
      port.fact(
        fact.type === 'participantJoined' ? { ...fact, data: { ...fact.data, existing: true } } : fact,
      );
    }
    publisher.joined(outgoing, result);
    port.joined(result);
  }

  /** Closes the leg and lets it go in the background; the next join waits for that. */
  function drop(reason: RtcError): Promise<void> {
    const old = leg;
    if (!old) return Promise.resolve();
    leg = undefined;
    leaving = old;
    old.close(reason);
    before = old.letGo(timeouts.leave).then(() => {
      if (leaving === old) leaving = undefined;
      publishers.close(old);
    });
    return before;
  }

  function end(reason: EndReason, { error, keepCapture = false }: EndOptions = {}): Promise<void> {
    if (isOver()) return Promise.resolve();
    if (ending) return ending;
    async function finish(): Promise<void> {
      const joining = attempt;
      store.dispatch({ type: 'leaveStarted', data: {} });
      const stop = new RtcError({ code: 'aborted', message: `The call ended (${reason}).` });
      const gone = drop(stop);
      const conclude = (): void => {
        ending = undefined;
        if (!keepCapture) local.release();
        store.dispatch({ type: 'callEnded', data: { reason, error } });
      };
      if (joining) {
        // Nobody has seen this call yet: it is over at once, and only the next join waits for the vendor.
        attempt = undefined;
        joining.abort(stop);
        conclude();
        await gone;
      } else {
        await gone;
        // The page may have been closed meanwhile, and another call begun.
        if (ending === own) conclude();
      }
    }
    // Known before it begins: it may be concluded within this call, and listeners may ask for the end again.
    let begin = (): void => undefined;
    const own = new Promise<void>((resolve) => {
      begin = () => {
        resolve(finish());
      };
    });
    ending = own;
    begin();
    return own;
  }

  return {
    get active() {
      return status() === 'joined' || status() === 'reconnecting' ? leg : undefined;
    },
    get present() {
      return leg !== undefined || attempt !== undefined;
    },
    async join(options) {
      const { room, userId, displayName = '', role, signal } = options;
      const own = new AbortController();
      attempt = own;
      store.dispatch({
        type: 'joinStarted',
        data: { room, userId, displayName, role, permissions: undefined },
      });
      const signals = signal ? [own.signal, signal] : [own.signal];
      try {
        const ms = 2 * timeouts.leave;
        await bounded(() => before, { clock, ms, what: 'Waiting for the last call', signals });
        // What is loaded here is part of the join, and of its bound.
        const until = clock.now() + timeouts.join;
        await bounded(() => adapter.preload(), { clock, ms: timeouts.join, what: 'Loading', signals });
        await enter(options, { ms: until - clock.now(), what: 'Joining', signals });
      } catch (cause) {
        const error = toRtcError(cause, { message: 'Joining failed.', adapter: adapter.name });
        // A leave that came meanwhile has ended the attempt itself.
        if (attempt === own && status() === 'joining') {
          void drop(error);
          store.dispatch({ type: 'joinFailed', data: {} });
        }
        throw error;
      } finally {
        if (attempt === own) attempt = undefined;
      }
    },
    end,
    abandon() {
      leaving?.abandon();
      leaving = undefined;
      if (isOver()) return;
      const stop = new RtcError({ code: 'aborted', message: 'The page was closed.' });
      const old = leg;
      const joining = attempt;
      leg = ending = attempt = undefined;
      joining?.abort(stop);
      if (old) {
        old.close(stop);
        old.abandon();
        publishers.close(old);
      }
      local.release();
      store.dispatch({ type: 'callEnded', data: { reason: 'page-closed' } });
    },
  };
}

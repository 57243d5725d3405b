import type { RtcAdapter } from '../adapter/rtc-adapter.ts';
import type { LocalMedia } from '../capture/local-media.ts';
import { RtcError } from '../errors/rtc-error.ts';
import { toRtcError } from '../errors/to-rtc-error.ts';
import type { JoinOptions } from '../face/rtc-session.ts';
import type { Connection } from '../leg/connection.ts';
import type { Leg } from '../leg/leg.ts';
import type { EndReason } from '../model/session-state.ts';
import type { Store } from '../state/store.ts';
import type { LegOptions, Legs } from './legs.ts';

/** Joins, leaves and ends: the life of one call after another, each over one leg or two. */
export interface Call<Native = unknown> {
  /** The leg that carries the call: only while the call is joined. */
  readonly active: Leg<Native> | undefined;
  /** Everything of that leg. */
  readonly leading: Connection<Native> | undefined;
  /** All that are open. */
  readonly connections: Iterable<Connection>;
  /** Whether there is a call to let go of, from the beginning of its join. */
  readonly present: boolean;
  /** Everything of a leg; undefined once it is closed. */
  connection(leg: number): Connection | undefined;
  /** Enters a room. The caller has checked state and options. */
  join(options: JoinOptions): Promise<void>;
  /**
   * Joins over another vendor beside the leg that carries the call. Resolves with the number of the new leg; rejects as `join`
   * does, and `invalid-state` without a call or where the vendor does not allow one user twice. The call goes on untouched then.
   */
  addLeg(adapter: RtcAdapter, options: LegOptions): Promise<number>;
  /** Closes one of two legs: people and sources that the other one has stay as they are. */
  closeLeg(leg: number, reason: EndReason): Promise<void>;
  /** A vendor ended its leg. The call goes on where another leg does, unless somebody was thrown out. */
  legEnded(leg: number, reason: EndReason, error: RtcError | undefined): void;
  /** Ends the call with a reason, once. Resolves when the vendor has let go or the bound has passed. */
  end(reason: EndReason, options?: EndOptions): Promise<void>;
  /** The page is closing: the vendor lets go at once, nothing is awaited; also of a call that is just being left. */
  abandon(): void;
}

/** How a call ends. */
interface EndOptions {
  readonly error?: RtcError | undefined;
  readonly keepCapture?: boolean | undefined;
}

/** What calls work with. */
export interface CallPort<Native> {
  readonly adapter: RtcAdapter<Native>;
  readonly store: Store;
  readonly local: Pick<LocalMedia, 'release'>;
  readonly legs: Legs;
}

/** Makes the calls of a session. */
export function createCall<Native>(port: CallPort<Native>): Call<Native> {
  const { adapter, store, local, legs } = port;
  const { connections } = legs;
  let attempt: AbortController | undefined;
  let ending: Promise<void> | undefined;
  /** The legs that are joining beside the one that carries the call. */
  const adding = new Set<AbortController>();

  const status = (): string => store.state.session.status;
  const isOver = (): boolean => status() === 'idle' || status() === 'ended';

  const dropAll = (reason: RtcError): Promise<unknown> =>
    Promise.all([...connections.values()].map((connection) => legs.drop(connection, reason)));

  function abortAdding(reason: RtcError): void {
    for (const each of adding) each.abort(reason);
  }
  function end(reason: EndReason, { error, keepCapture = false }: EndOptions = {}): Promise<void> {
    if (isOver()) return Promise.resolve();
    if (ending) return ending;
    async function finish(): Promise<void> {
      const joining = attempt;
      store.dispatch({ type: 'leaveStarted', data: {} });
      const stop = new RtcError({ code: 'aborted', message: `The call ended (${reason}).` });
      abortAdding(stop);
      const gone = dropAll(stop);
      const conclude = (): void => {
        // Whoever is told of the release may ask for the end again: it is still under way.
        if (!keepCapture) local.release();
        ending = undefined;
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
  async function closeLeg(leg: number, reason: EndReason): Promise<void> {
    const connection = connections.get(leg);
    if (!connection || connections.size < 2) return;
    const message = `The connection to ${connection.adapter.name} ended (${reason}).`;
    // The state first: what the other leg has is shown from there before anything is taken away.
    store.dispatch({ type: 'legClosed', data: { leg } });
    await legs.drop(connection, new RtcError({ code: 'aborted', message }));
  }

  return {
    get active() {
      return this.leading?.leg;
    },
    get leading() {
      if (status() !== 'joined' && status() !== 'reconnecting') return undefined;
      // While there is one leg it is the session's own; what it is natively after a switch nobody can say.
      return connections.get(store.state.leading ?? NaN) as Connection<Native> | undefined;
    },
    get connections() {
      return [...connections.values()];
    },
    get present() {
      return connections.size > 0 || attempt !== undefined;
    },
    connection: (leg) => connections.get(leg),
    async join(options) {
      const { room, userId, displayName = '', role } = options;
      const own = new AbortController();
      attempt = own;
      store.dispatch({
        type: 'joinStarted',
        data: { room, userId, displayName, role, permissions: undefined },
      });
      try {
        await legs.join(adapter, options, own);
      } catch (error) {
        // A leave that came meanwhile has ended the attempt itself.
        if (attempt === own && status() === 'joining') store.dispatch({ type: 'joinFailed', data: {} });
        throw toRtcError(error, { message: 'Joining failed.', adapter: adapter.name });
      } finally {
        if (attempt === own) attempt = undefined;
      }
    },
    async addLeg(over, options) {
      const { self } = store.state;
      const refuse = (message: string): never => {
        throw new RtcError({ code: 'invalid-state', message, adapter: over.name });
      };
      if (status() !== 'joined' || ending) return refuse('Another connection needs a call: join first.');
      const twice = [...connections.values()].some((each) => each.adapter === over);
      const sameSeat = self?.room === options.room && self.userId === options.userId;
      if (twice && sameSeat && over.capabilities.duplicateIdentity !== 'allowed')
        return refuse(`${over.name} does not allow ${options.userId} in this room twice.`);
      const own = new AbortController();
      adding.add(own);
      try {
        return (await legs.join(over, options, own)).leg.generation;
      } finally {
        adding.delete(own);
      }
    },
    closeLeg,
    legEnded(leg, reason, error) {
      if (!connections.has(leg)) return;
      if (connections.size > 1 && reason !== 'kicked') void closeLeg(leg, reason);
      else void end(reason, { error });
    },
    end,
    abandon() {
      const stop = new RtcError({ code: 'aborted', message: 'The page was closed.' });
      const over = isOver();
      const joining = attempt;
      ending = attempt = undefined;
      joining?.abort(stop);
      abortAdding(stop);
      legs.abandon(stop);
      if (over) return;
      local.release();
      store.dispatch({ type: 'callEnded', data: { reason: 'page-closed' } });
    },
  };
}

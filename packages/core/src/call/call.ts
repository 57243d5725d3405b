import type { RtcAdapter } from '../adapter/rtc-adapter.ts';
import { RtcError } from '../errors/rtc-error.ts';
import { toRtcError } from '../errors/to-rtc-error.ts';
import type { JoinOptions } from '../face/rtc-viewer.ts';
import type { Connection } from '../leg/connection.ts';
import type { Leg } from '../leg/leg.ts';
import type { EndReason } from '../model/session-state.ts';
import type { Store } from '../state/store.ts';
import type { SharedLoad } from '../timing/shared-load.ts';
import type { Legs } from './legs.ts';

/** Joins, leaves and ends: the life of one call after another, each over one leg or two. Works before the code for legs is there. */
export interface Call<Native = unknown> {
  /** The leg that carries the call: only while the call is joined. */
  readonly active: Leg<Native> | undefined;
  /** Everything of that leg. */
  readonly leading: Connection<Native> | undefined;
  /** All that are open. */
  readonly connections: Iterable<Connection>;
  /** Tells whether there is a call to let go of, from the beginning of its join. */
  readonly present: boolean;
  /** Enters a room. The caller has checked state and options. */
  join(options: JoinOptions): Promise<void>;
  /** Ends the call with a reason, once. Resolves when the vendor has let go or the bound has passed. */
  end(reason: EndReason, options?: EndOptions): Promise<void>;
  /** The page is closing: the vendor lets go at once, nothing is awaited; also of a call that is just being left. */
  abandon(): void;
}

/** The way in which a call ends. */
interface EndOptions {
  readonly error?: RtcError | undefined;
  readonly keepCapture?: boolean | undefined;
}

/** The parts that calls work with. */
export interface CallPort<Native> {
  /** Returns the adapter to join over. */
  next(): RtcAdapter<Native>;
  readonly store: Store;
  /** Lets go of what is captured. */
  release(): void;
  /** The legs; undefined until `load` has resolved. */
  readonly legs: Legs | undefined;
  /** Loads what a join needs, within its bound. */
  readonly load: SharedLoad;
}

/** Makes the calls of a session. */
export function createCall<Native>(port: CallPort<Native>): Call<Native> {
  const { store } = port;
  let attempt: AbortController | undefined;
  let ending: Promise<void> | undefined;

  const status = (): string => store.state.session.status;
  const isOver = (): boolean => status() === 'idle' || status() === 'ended';
  const connections = (): Legs['connections'] => port.legs?.connections ?? none;

  function end(reason: EndReason, { error, keepCapture = false }: EndOptions = {}): Promise<void> {
    if (isOver()) return Promise.resolve();
    if (ending) return ending;
    async function finish(): Promise<void> {
      const joining = attempt;
      store.dispatch({ type: 'leaveStarted', data: {} });
      const stop = new RtcError({ code: 'aborted', message: `The call ended (${reason}).` });
      const gone = port.legs?.end(stop);
      const conclude = (): void => {
        // Whoever is told of the release may ask for the end again: it is still under way.
        if (!keepCapture) port.release();
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

  return {
    get active() {
      return this.leading?.leg;
    },
    get leading() {
      if (status() !== 'joined' && status() !== 'reconnecting') return undefined;
      // While there is one leg it is the session's own; what it is natively after a switch nobody can say.
      return connections().get(store.state.leading ?? NaN) as Connection<Native> | undefined;
    },
    get connections() {
      return [...connections().values()];
    },
    get present() {
      return connections().size > 0 || attempt !== undefined;
    },
    async join(options) {
      const { room, userId, displayName = '', role, signal } = options;
      const own = new AbortController();
      const adapter = port.next();
      attempt = own;
      store.dispatch({
        type: 'joinStarted',
        data: { room, userId, displayName, role, permissions: undefined },
      });
      try {
        const ms = await port.load(signal ? [own.signal, signal] : [own.signal]);
        await port.legs?.join(adapter, options, { attempt: own, ms });
      } catch (error) {
        // A leave that came meanwhile has ended the attempt itself.
        if (attempt === own && status() === 'joining') store.dispatch({ type: 'joinFailed', data: {} });
        throw toRtcError(error, { message: 'Joining failed.', adapter: adapter.name });
      } finally {
        if (attempt === own) attempt = undefined;
      }
    },
    end,
    abandon() {
      const stop = new RtcError({ code: 'aborted', message: 'The page closed.' });
      const over = isOver();
      const joining = attempt;
      attempt = undefined;
      // Whoever is told of the release may ask for the end: it is under way.
      ending = over ? undefined : Promise.resolve();
      joining?.abort(stop);
      port.legs?.abandon(stop);
      if (over) return;
      port.release();
      ending = undefined;
      store.dispatch({ type: 'callEnded', data: { reason: 'page-closed' } });
    },
  };
}

const none: Legs['connections'] = new Map();

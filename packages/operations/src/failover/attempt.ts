import { RtcError, toRtcError } from '@jackfield/core/adapter';
import type {
  JoinRequest,
  JoinResult,
  RtcAdapter,
  RtcDriver,
  RtcDriverEnvironment,
} from '@jackfield/core/adapter';
import { throughSink, type Fact } from '../shared/through-sink.ts';

/** One route that is being joined over, or was joined over. */
export interface Attempt {
  /** The driver, once there is one. */
  readonly driver: RtcDriver | undefined;
  /** Joins, within so many milliseconds, or as long as the request's signal lasts. Rejects with an RtcError. */
  join(request: JoinRequest, ms: number | undefined): Promise<JoinResult>;
  /** Facts that came before the join was done are told, and the others from now on. */
  begin(): void;
  /** Leaves what was joined, or is still joining, and lets go of it. Never rejects. */
  retire(): Promise<void>;
  /** The page is closing. */
  abandon(): void;
  /** Ends it at once. */
  dispose(): void;
}

/** The parts that an attempt works with. */
export interface AttemptPort {
  readonly adapter: RtcAdapter;
  readonly environment: RtcDriverEnvironment;
  /** Takes the facts, once it has begun; and an end that was told before, where `ends` says so. */
  tell(fact: Fact): void;
  /** Tells whether an end during the join ends everything, and not this attempt alone. */
  ends(fact: Extract<Fact, { readonly name: 'ended' }>['data']): boolean;
}

/** The time in which a route that was given up has to let go, milliseconds. */
const retireMs = 60_000;

/** Makes an attempt at a route: nothing is loaded yet. */
export function createAttempt({ adapter, environment, tell, ends }: AttemptPort): Attempt {
  const { clock } = environment;
  const { name } = adapter;
  const aborter = new AbortController();
  let driver: RtcDriver | undefined;
  let joining: Promise<unknown> = Promise.resolve();
  let early: Fact[] | undefined = [];
  let gone: RtcError | undefined;
  let closed = false;
  let disposed = false;
  let retiring: Promise<void> | undefined;
  let giveUp: (error: RtcError) => void = () => undefined;
  let release: () => void = () => undefined;
  let undoTimer: () => void = () => undefined;

  function hear(fact: Fact): void {
    if (closed) return;
    if (!early || (fact.name === 'ended' && ends(fact.data))) {
      tell(fact);
      return;
    }
    // An end is kept like the rest: the join may be done already, and nobody has begun yet.
    early.push(fact);
    if (fact.name !== 'ended') return;
    gone = fact.data.error ?? lost(name);
    giveUp(gone);
  }
  function dispose(): void {
    closed = true;
    undoTimer();
    release();
    giveUpLoading();
    if (disposed) return;
    disposed = true;
    driver?.dispose();
  }
  /** Keeps what is still being loaded from joining when it comes. */
  function giveUpLoading(): void {
    if (!driver && !aborter.signal.aborted) aborter.abort(givenUp(name));
  }
  async function enter(request: JoinRequest): Promise<JoinResult> {
    await adapter.preload();
    aborter.signal.throwIfAborted();
    driver = adapter.createDriver(throughSink(hear), environment);
    const made = driver.doJoin({ ...request, signal: aborter.signal });
    joining = made.catch(() => undefined);
    return made;
  }
  async function retire(): Promise<void> {
    closed = true;
    if (!aborter.signal.aborted) aborter.abort(givenUp(name));
    const left = joining.then(() => driver?.doLeave()).catch(() => undefined);
    const late = new Promise<void>((resolve) => {
      if (!disposed) undoTimer = clock.after(retireMs, resolve);
    });
    await Promise.race([left, late]);
    dispose();
  }
  return {
    get driver() {
      return driver;
    },
    async join(request, ms) {
      const { signal } = request;
      const abort = (): void => {
        giveUp(toRtcError(signal.reason, { code: 'aborted', message: 'Joining was given up.' }));
        aborter.abort(signal.reason);
      };
      signal.addEventListener('abort', abort);
      release = () => {
        signal.removeEventListener('abort', abort);
      };
      const given = new Promise<never>((_resolve, reject) => {
        giveUp = reject;
      });
      if (ms !== undefined)
        undoTimer = clock.after(ms, () => {
          const message = `${name} took longer than ${String(ms)} ms to join.`;
          const error = new RtcError({ code: 'timeout', message, adapter: name });
          giveUp(error);
          aborter.abort(error);
        });
      try {
        const result = await Promise.race([given, enter(request)]);
        if (gone) throw gone;
        return result;
      } catch (cause) {
        throw toRtcError(cause, { message: `Joining over ${name} failed.`, adapter: name });
      } finally {
        undoTimer();
      }
    },
    begin() {
      const facts = early ?? [];
      early = undefined;
      for (const fact of facts) if (!closed) tell(fact);
    },
    retire: () => (retiring ??= retire()),
    abandon() {
      closed = true;
      giveUpLoading();
      driver?.doAbandon();
    },
    dispose,
  };
}

function givenUp(adapter: string): RtcError {
  return new RtcError({ code: 'aborted', message: `${adapter} was given up.`, adapter });
}

function lost(adapter: string): RtcError {
  return new RtcError({ code: 'network', message: `${adapter} ended the call while joining.`, adapter });
}

import type { Clock } from '@jackfield/core/adapter';
import { listenTo, untilAborted } from '@jackfield/core/adapter-kit';
import { errors } from '../errors.ts';
import type { TrtcEnterRoom, TrtcEvents, TrtcInstance, TrtcSdk } from '../port.ts';
import { SignallingGuard } from './signalling-guard.ts';

/**
 * How long an instance that is connected and has not entered is left before it is destroyed, milliseconds. Measured: destroyed between its
 * socket's opening and the sending of its join, the SDK goes on into `null` and throws where nobody can catch it.
 */
const joinSentMs = 1_000;

/** One instance of the SDK, from its making to its end. A new one for each join: it would publish what an earlier join had left (measured). */
export class Connection {
  readonly engine: TrtcInstance;
  readonly #undo: () => void;
  readonly #guard: SignallingGuard;
  /** The signalling is the app's own, so that nothing may go to the vendor's public hosts. */
  #isOwnService = false;
  #state: 'new' | 'entering' | 'in' | 'out' = 'new';
  #leaving: Promise<unknown> | undefined;
  #ended = false;
  readonly #clock: Clock;
  /** The signalling socket is open. */
  #isConnected = false;
  #entering: Promise<unknown> | undefined;

  constructor(parts: {
    sdk: TrtcSdk;
    clock: Clock;
    listeners: Partial<TrtcEvents>;
    /** Hears of an instance that was stopped in a room, as it cannot reach its signalling. */
    onUnreachable: () => void;
  }) {
    // Without the second, a volume of 0 is not heeded on iOS (read in the SDK, not tried there). Ending its element instead silences the
    // track in Chromium once the SDK has built a new media path (measured).
    this.engine = parts.sdk.create({ enableAutoPlayDialog: false, enableVolumeControlInIOS: true });
    this.#undo = listenTo<TrtcEvents>(this.engine, parts.listeners);
    this.#clock = parts.clock;
    this.#guard = new SignallingGuard(parts.clock, () => {
      const wasIn = this.#state === 'in';
      this.end();
      if (wasIn) parts.onUnreachable();
    });
  }

  /** Whether it is in the room. */
  get isIn(): boolean {
    return this.#state === 'in' && !this.#leaving;
  }

  /** Enters. Rejects in time whatever the SDK does: a join that nobody answers never settles, and only `destroy` frees it (measured). */
  async enter(entry: TrtcEnterRoom, signal: AbortSignal): Promise<void> {
    this.#state = 'entering';
    this.#isOwnService = entry.proxy !== undefined;
    if (this.#isOwnService) this.#guard.dials();
    try {
      this.#entering = this.engine.enterRoom(entry);
      await untilAborted(this.#entering, { signal, what: 'Joining' });
      this.#state = 'in';
    } catch (cause) {
      const stopped = this.#isOut();
      this.end();
      if (stopped) {
        throw errors.make(
          'signalling',
          'The signalling server cannot be reached. Check its address and that it runs.',
          {
            cause,
          },
        );
      }
      throw errors.from(cause, 'The room could not be entered.', 'signalling');
    }
  }

  /** The signalling socket is there, or not. */
  stateChanged(state: 'DISCONNECTED' | 'CONNECTING' | 'CONNECTED'): void {
    this.#isConnected = state === 'CONNECTED';
    if (this.#isConnected) this.#guard.end();
    else if (this.#isOwnService && this.#state === 'in') this.#guard.dials();
  }

  /** Leaves; at once, also with a dead socket. Never asked of an instance that is entering: its leave waits for the join (measured). */
  async leave(): Promise<void> {
    if (this.#state !== 'in') return;
    this.#leaving ??= this.engine.exitRoom();
    await this.#leaving;
    this.#state = 'out';
  }

  /** Ends it, whatever its state. */
  end(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#guard.end();
    this.#undo();
    const was = this.#state;
    this.#state = 'out';
    if (was === 'in') this.#exit();
    else if (was === 'entering' && this.#isConnected && this.#entering) this.#afterJoin(this.#entering);
    else this.#destroy();
  }

  /** Ends an instance that is in a room, where `destroy` throws 5100 (measured): out first. */
  #exit(): void {
    this.#leaving ??= this.engine.exitRoom();
    const destroy = (): void => {
      this.#destroy();
    };
    void this.#leaving.then(destroy, destroy);
  }

  /** Ends an instance whose join is under way, as soon as that has come to an end or has surely been sent. */
  #afterJoin(entering: Promise<unknown>): void {
    let isOver = false;
    const once = (end: () => void) => (): void => {
      if (isOver) return;
      isOver = true;
      undo();
      end();
    };
    const destroy = once(() => {
      this.#destroy();
    });
    const undo = this.#clock.after(joinSentMs, destroy);
    void entering.then(
      once(() => {
        this.#exit();
      }),
      destroy,
    );
  }

  #isOut(): boolean {
    return this.#state === 'out';
  }

  #destroy(): void {
    try {
      this.engine.destroy();
    } catch {
      // It has been destroyed already, or holds on to a room that the service has closed.
    }
  }
}

import { isRtcError } from '@jackfield/core';
import type { RtcViewer } from '@jackfield/core';
import type { Clock } from '@jackfield/core/adapter';
import { switchAdapter, type SwitchUntil } from '@jackfield/core/switch';
import { mayGoOn } from '../shared/may-go-on.ts';
import type { MoveEffect, MoveInput, MoveState } from './move-machine.ts';
import type { MovePlan } from './room-moves.ts';

/** The hands of a move: does what its machine decides, one thing after another. */
export interface Mover {
  run(effect: MoveEffect, state: MoveState): void;
  stop(): void;
}

/** The parts that a mover works with. */
export interface MoverPort {
  readonly session: RtcViewer;
  readonly clock: Clock;
  planOf(plan: string): Promise<MovePlan | undefined>;
  /** The time that is left for the move. */
  leftMs(): number;
  /** The time for which the old vendor is kept when it could be left. */
  lingerMs(): number;
  done(input: MoveInput): void;
}

/** The time that leaving one of two vendors may take, and after which joining or leaving is tried again, milliseconds. */
const leaveMs = 5_000;
const againMs = 2_000;

/** Makes the hands of a move. */
export function createMover({ session, clock, planOf, leftMs, lingerMs, done }: MoverPort): Mover {
  let present = new AbortController();
  let queue: Promise<void> = Promise.resolve();
  /** Waits, unless it is given up. */
  const pass = (ms: number, { signal }: AbortController): Promise<void> =>
    new Promise((resolve) => {
      const undo = clock.after(ms, resolve);
      signal.addEventListener('abort', () => {
        undo();
        resolve();
      });
    });
  const switchTo = async (
    plan: string,
    own: AbortController,
    how: { readonly until: SwitchUntil; readonly deadlineMs: number },
  ): Promise<void> => {
    own.signal.throwIfAborted();
    const { adapter, join, samePerson, allow } = (await planOf(plan)) ?? {};
    if (!adapter) throw new TypeError(`No plan ${plan}.`);
    await switchAdapter(session, adapter, { ...how, join, samePerson, allow, signal: own.signal });
  };
  /** Joins over the next vendor, again and again while the reason may pass and there is time. */
  async function enter(state: MoveState, own: AbortController): Promise<void> {
    const { move, base } = state;
    try {
      await switchTo(move?.plan ?? '', own, { until: 'never', deadlineMs: leftMs() });
      if (!own.signal.aborted) done({ type: 'entered' });
      // It was given up too late: nobody counts on the next vendor any more.
      else await switchTo(base, new AbortController(), { until: 'deadline', deadlineMs: leaveMs });
    } catch (cause) {
      // The session has told why, as adapter-switch-failed.
      if (own.signal.aborted) return;
      if (isRtcError(cause) && mayGoOn(cause) && leftMs() > againMs) {
        await pass(againMs, own);
        await enter(state, own);
      } else done({ type: 'refused' });
    }
  }
  async function leave(
    which: 'old' | 'next',
    { move, base }: MoveState,
    own: AbortController,
  ): Promise<void> {
    if (which === 'old') await pass(lingerMs(), own);
    try {
      await switchTo(which === 'old' ? (move?.plan ?? '') : base, own, {
        until: 'deadline',
        deadlineMs: leaveMs,
      });
      done({ type: 'left', which, done: true });
    } catch (cause) {
      // Given up in time: it may be promised to stay again.
      if (own.signal.aborted) done({ type: 'left', which, done: false });
      // The other one has ended by itself: what was to be left is gone.
      else if (isRtcError(cause) && cause.code === 'invalid-argument')
        done({ type: 'left', which, done: true });
      else {
        await pass(againMs, own);
        done({ type: 'left', which, done: false });
      }
    }
  }
  return {
    run(effect, state) {
      if (effect === 'give-up' || effect === 'stay') {
        present.abort();
        return;
      }
      const own = new AbortController();
      present = own;
      queue = queue.then(() =>
        effect === 'enter' ? enter(state, own) : leave(effect === 'leave-old' ? 'old' : 'next', state, own),
      );
    },
    stop() {
      present.abort();
    },
  };
}

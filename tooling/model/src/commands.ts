import { isRtcError } from '@jackfield/core';
import type { Clock } from '@jackfield/core';
import type { Counts } from './search/counts.ts';
import { must } from './search/violation.ts';

/** A promise that the app was given. */
export interface Command {
  /** What was called. */
  readonly name: string;
  readonly startedMs: number;
  /** Within what time it must settle, in milliseconds; undefined where a person may take their time. */
  readonly boundMs: number | undefined;
  settledMs: number | undefined;
  /** What it rejected with; undefined where it resolved, or has not settled. */
  code: string | undefined;
}

/** Every promise that the app was given in a run. */
export class Commands {
  readonly all: Command[] = [];
  /** Rejections that are no RtcError. */
  readonly foreign: unknown[] = [];
  /** What did not hold as one settled. */
  readonly #broken: unknown[] = [];
  readonly #clock: Clock;
  readonly #counts: Counts | undefined;

  constructor(clock: Clock, counts: Counts | undefined) {
    this.#clock = clock;
    this.#counts = counts;
  }

  /** Tells whether none is open. */
  get areSettled(): boolean {
    return this.all.every(({ settledMs }) => settledMs !== undefined);
  }

  /** Calls something that gives a promise and remembers what comes of it; `settled` looks at that. */
  run(
    name: string,
    call: () => Promise<unknown> | undefined,
    how: number | { readonly boundMs?: number; readonly settled?: (command: Command) => void } = {},
  ): Command {
    const { boundMs, settled } = typeof how === 'number' ? { boundMs: how } : how;
    const command: Command = {
      name,
      startedMs: this.#clock.now(),
      boundMs,
      settledMs: undefined,
      code: undefined,
    };
    this.all.push(command);
    const settle = (code?: string): void => {
      command.settledMs = this.#clock.now();
      command.code = code;
      this.#counts?.add(`${name} → ${code ?? 'done'}`);
      try {
        settled?.(command);
      } catch (error) {
        this.#broken.push(error);
      }
    };
    const refuse = (error: unknown): void => {
      if (!isRtcError(error)) this.foreign.push(error);
      settle(isRtcError(error) ? error.code : 'foreign');
    };
    try {
      Promise.resolve(call()).then(() => {
        settle();
      }, refuse);
    } catch (error) {
      refuse(error);
    }
    return command;
  }

  /** Fails for a promise that is late, or that rejected with what is no RtcError. */
  check(): void {
    for (const error of this.#broken) throw error;
    must(this.foreign.length === 0, 'foreign-rejection', () => String(this.foreign[0]));
    const now = this.#clock.now();
    for (const { name, startedMs, settledMs, boundMs } of this.all) {
      if (boundMs === undefined) continue;
      const took = (settledMs ?? now) - startedMs;
      must(took <= boundMs, 'late-promise', () => `${name} took ${String(took)} ms of ${String(boundMs)}`);
    }
  }

  /** Fails for a promise that has not settled. */
  checkSettled(): void {
    const open = this.all.find(({ settledMs }) => settledMs === undefined);
    must(open === undefined, 'never-settled', () => open?.name ?? '');
  }
}

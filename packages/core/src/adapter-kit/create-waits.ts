import type { Clock } from '../timing/clock.ts';

/** Bounded waits that all end at once when nobody needs them any more. */
export interface Waits {
  /** Lets time pass, until something resolves, or all is ended. */
  pass(ms: number, until?: Promise<unknown>): Promise<void>;
  /**
   * Waits for a vendor call, but not for ever. Resolves with whether it succeeded in time.
   * @param refused - hears what it rejected with, in time or late.
   */
  within(ms: number, work: Promise<unknown>, refused?: (cause: unknown) => void): Promise<boolean>;
  /** Ends every wait, those that are begun later too. */
  end(): void;
}

/** Makes waits over the clock of a leg. */
export function createWaits(clock: Clock): Waits {
  const pending = new Set<() => void>();
  let over = false;
  const pass: Waits['pass'] = (ms, until) =>
    new Promise((resolve) => {
      if (over) {
        resolve();
        return;
      }
      const end = (): void => {
        undo();
        pending.delete(end);
        resolve();
      };
      const undo = clock.after(ms, end);
      pending.add(end);
      void until?.then(end, end);
    });
  return {
    pass,
    within(ms, work, refused) {
      const did = work.then(
        () => true,
        (cause: unknown) => {
          refused?.(cause);
          return false;
        },
      );
      return Promise.race([did, pass(ms, did).then(() => false)]);
    },
    end() {
      over = true;
      for (const end of [...pending]) end();
    },
  };
}

import type { Clock } from '@jackfield/core/adapter';

/** Waits that all end before their time when nobody needs them any more. */
export class Waits {
  private readonly clock: Clock;
  /** Ends one, each. */
  private readonly pending = new Set<() => void>();

  constructor(clock: Clock) {
    this.clock = clock;
  }

  /** Ends every one. */
  end(): void {
    for (const end of [...this.pending]) end();
  }

  /** Lets time pass, until something settles, or all is ended. */
  pass(ms: number, until?: Promise<unknown>): Promise<void> {
    return new Promise((resolve) => {
      const end = (): void => {
        undo();
        this.pending.delete(end);
        resolve();
      };
      const undo = this.clock.after(ms, end);
      this.pending.add(end);
      void until?.then(end);
    });
  }

  /** Waits for a vendor call, but not for ever. Gives whether it succeeded in time; what it rejects with goes to `refused`. */
  async within(ms: number, work: Promise<unknown>, refused: (cause: unknown) => void): Promise<boolean> {
    const did = work.then(
      () => true,
      (cause: unknown) => {
        refused(cause);
        return false;
      },
    );
    return Promise.race([did, this.pass(ms, did).then(() => false)]);
  }
}

import type { SourceKind } from '@jackfield/core/adapter';
import type { Waits } from '@jackfield/core/adapter-kit';

/**
 * How long a source that cannot be received counts as published, milliseconds. Measured: muting and unpublishing are the same event, and
 * the SDK holds the first message of somebody, which says that it is a mute, back for 100 ms.
 */
const graceMs = 200;

/** Sources that cannot be received any more, until it is known whether their owners have muted or withdrawn them. */
export class Withdrawals {
  readonly #waits: Waits;
  readonly #pending = new Map<string, { readonly withdraw: () => void }>();

  constructor(waits: Waits) {
    this.#waits = waits;
  }

  /** Runs something when the source has stayed away. */
  begin(userId: string, source: SourceKind, withdraw: () => void): void {
    const key = `${userId} ${source}`;
    const mine = { withdraw };
    this.#pending.set(key, mine);
    void this.#waits.pass(graceMs).then(() => {
      if (this.#pending.get(key) !== mine) return;
      this.#pending.delete(key);
      withdraw();
    });
  }

  /** Takes that sources are muted: they were not withdrawn, and cannot be received. */
  settle(userId: string, muted: Iterable<SourceKind>): void {
    for (const source of muted) {
      const pending = this.#pending.get(`${userId} ${source}`);
      this.undo(userId, source);
      pending?.withdraw();
    }
  }

  /** Forgets a source that can be received again. */
  undo(userId: string, source: SourceKind): void {
    this.#pending.delete(`${userId} ${source}`);
  }

  /** Forgets all of somebody who has gone. */
  forget(userId: string): void {
    for (const source of ['microphone', 'camera', 'screen'] as const) this.undo(userId, source);
  }

  /** Forgets everybody. */
  clear(): void {
    this.#pending.clear();
  }
}

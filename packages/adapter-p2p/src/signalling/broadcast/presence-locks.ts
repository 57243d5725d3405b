/** The part of `navigator.locks` that is used. */
export type LocksPort = Pick<LockManager, 'request' | 'query'>;

/**
 * Presence by Web Locks: each member holds one lock for as long as its tab lives, so that a crashed tab is noticed at
 * once, and by no timer that a hidden tab would delay.
 */
export class PresenceLocks {
  readonly #locks: LocksPort;
  readonly #prefix: string;
  readonly #end = new AbortController();
  readonly #watched = new Set<string>();
  #release: () => void = () => undefined;

  constructor(locks: LocksPort, room: string) {
    this.#locks = locks;
    this.#prefix = `jackfield-p2p:${room}:`;
  }

  /** Is present from now on, until `close`. */
  hold(id: string): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#locks
        .request(
          this.#prefix + id,
          () =>
            new Promise<void>((release) => {
              this.#release = release;
              if (this.#end.signal.aborted) release();
              resolve();
            }),
        )
        .catch(reject);
    });
  }

  /** The ids of those who are present. */
  async present(): Promise<readonly string[]> {
    const { held = [] } = await this.#locks.query();
    return held.flatMap(({ name }) =>
      name?.startsWith(this.#prefix) ? [name.slice(this.#prefix.length)] : [],
    );
  }

  /** Calls `gone` once when that member's tab is no more. */
  watch(id: string, gone: () => void): void {
    if (this.#watched.has(id)) return;
    this.#watched.add(id);
    const { signal } = this.#end;
    this.#locks
      .request(this.#prefix + id, { mode: 'shared', signal }, () => {
        if (!signal.aborted) gone();
      })
      .catch(() => {
        // Aborted by `close`: nobody wants to know any longer.
      });
  }

  close(): void {
    this.#end.abort();
    this.#release();
  }
}

/** Time and timers of the server; tests use a virtual one. */
export interface ServerClock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Calls `run` once after `delayMs`. Returns its undo. */
  after(delayMs: number, run: () => void): () => void;
}

/** Node's clock. Its timers do not keep the process alive: the listening socket does. */
export const nodeClock: ServerClock = {
  now: () => Date.now(),
  after(delayMs, run) {
    const handle = setTimeout(run, delayMs);
    handle.unref();
    return () => {
      clearTimeout(handle);
    };
  },
};

/** Time and timers. The default is the platform's; tests use a virtual one. */
export interface Clock {
  /** Milliseconds on a clock that never goes back. */
  now(): number;
  /** Calls `run` once after `delayMs` milliseconds. Returns its undo, which may be called at any time. */
  after(delayMs: number, run: () => void): () => void;
}

/** A list of undos for the end of something. */
export interface Cleanup {
  /** Remembers an undo. Runs it at once where everything was undone already. */
  add(undo: () => void): void;
  /** Undoes everything, the last first, once. One that throws keeps none of the others. */
  run(): void;
}

/** Makes a list of undos. Listeners, timers and connections are added as they are made, so that none can be forgotten. */
export function createCleanup(): Cleanup {
  const undos: (() => void)[] = [];
  let done = false;
  return {
    add(undo) {
      if (done) attempt(undo);
      else undos.push(undo);
    },
    run() {
      done = true;
      for (const undo of undos.splice(0).reverse()) attempt(undo);
    },
  };
}

function attempt(run: () => void): void {
  try {
    run();
  } catch {
    // Nobody is there to be told: what ends ends.
  }
}

/** Resolves in the next task of the event loop: all microtasks of this one are over then. */
export function nextTask(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** The way of one page to the service. */
export class DoubleNetwork {
  reachable = true;
  /** How often a userSig went to somebody else. */
  leaks = 0;
  readonly #listeners = new Set<() => void>();

  /** Nothing gets through, either way. */
  cut(): void {
    this.reachable = false;
    for (const listener of [...this.#listeners]) listener();
  }

  mend(): void {
    this.reachable = true;
  }

  onCut(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }
}

/** Counts what each address holds, in as much memory as is held. */
export class ShareCounter {
  readonly #most: number;
  readonly #counts = new Map<string, number>();

  constructor(most: number) {
    this.#most = most;
  }

  /** Whether the address may hold one more. */
  hasRoom(address: string): boolean {
    return (this.#counts.get(address) ?? 0) < this.#most;
  }

  /** Counts one more for the address. Returns its undo, which counts once. */
  hold(address: string): () => void {
    this.#counts.set(address, (this.#counts.get(address) ?? 0) + 1);
    let held = true;
    return () => {
      if (!held) return;
      held = false;
      const left = (this.#counts.get(address) ?? 0) - 1;
      if (left > 0) this.#counts.set(address, left);
      else this.#counts.delete(address);
    };
  }
}

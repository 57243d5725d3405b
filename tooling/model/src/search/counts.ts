/** How often what was reached, by name: operations, outcomes, states, faults. */
export class Counts {
  readonly #counts = new Map<string, number>();

  /** Counts something. */
  add(name: string, times = 1): void {
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + times);
  }

  /** Adds what another one has counted. */
  merge(other: Readonly<Record<string, number>>): void {
    for (const [name, times] of Object.entries(other)) this.add(name, times);
  }

  /** All of them, sorted by name. */
  toJSON(): Record<string, number> {
    return Object.fromEntries([...this.#counts].sort(([one], [other]) => (one < other ? -1 : 1)));
  }
}

/** A live map with changes that are not applied yet: reads see them, the map itself stays as it is. */
export class DraftMap<Key, Value extends object | string> {
  readonly #base: ReadonlyMap<Key, Value>;
  #changes: Map<Key, Value | undefined> | undefined;

  constructor(base: ReadonlyMap<Key, Value>) {
    this.#base = base;
  }

  /** Whether anything is to be applied. */
  get changed(): boolean {
    return this.#changes !== undefined;
  }

  get size(): number {
    let size = this.#base.size;
    for (const [key, value] of this.#changes ?? [])
      size += Number(value !== undefined) - Number(this.#base.has(key));
    return size;
  }

  get(key: Key): Value | undefined {
    return this.#changes?.has(key) ? this.#changes.get(key) : this.#base.get(key);
  }

  has(key: Key): boolean {
    return this.get(key) !== undefined;
  }

  set(key: Key, value: Value): void {
    (this.#changes ??= new Map<Key, Value | undefined>()).set(key, value);
  }

  delete(key: Key): boolean {
    if (!this.has(key)) return false;
    (this.#changes ??= new Map<Key, Value | undefined>()).set(key, undefined);
    return true;
  }

  /** Everything in it now, as a list that later changes do not touch. Costs as much as there is: for whole rosters only. */
  entries(): readonly (readonly [Key, Value])[] {
    const all = new Map(this.#base);
    this.apply(all);
    return [...all];
  }

  /** Brings a live map in line with the changes. */
  apply(live: ReadonlyMap<Key, Value>): void {
    if (!this.#changes) return;
    const map = live as Map<Key, Value>;
    for (const [key, value] of this.#changes) {
      if (value === undefined) map.delete(key);
      else map.set(key, value);
    }
  }
}

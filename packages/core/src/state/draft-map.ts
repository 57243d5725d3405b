/** A live map with changes that are not applied yet: reads see them, the map itself stays as it is. */
export class DraftMap<Key, Value extends object | string> {
  readonly #base: ReadonlyMap<Key, Value>;
  // Most facts change one entry, and a map for it would be most of what they cost.
  #only: { readonly key: Key; value: Value | undefined } | undefined;
  #changes: Map<Key, Value | undefined> | undefined;

  constructor(base: ReadonlyMap<Key, Value>) {
    this.#base = base;
  }

  /** Tells whether anything is to be applied. */
  get changed(): boolean {
    return this.#only !== undefined;
  }

  get size(): number {
    if (!this.#only) return this.#base.size;
    const all = new Map(this.#base);
    this.apply(all);
    return all.size;
  }

  get(key: Key): Value | undefined {
    if (this.#changes?.has(key)) return this.#changes.get(key);
    return !this.#changes && this.#only?.key === key ? this.#only.value : this.#base.get(key);
  }

  has(key: Key): boolean {
    return this.get(key) !== undefined;
  }

  set(key: Key, value: Value): void {
    this.#put(key, value);
  }

  delete(key: Key): boolean {
    if (!this.has(key)) return false;
    this.#put(key, undefined);
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
    const map = live as Map<Key, Value>;
    if (this.#changes) for (const [key, value] of this.#changes) change(map, key, value);
    else if (this.#only) change(map, this.#only.key, this.#only.value);
  }

  #put(key: Key, value: Value | undefined): void {
    if (!this.#only) this.#only = { key, value };
    else if (!this.#changes && this.#only.key === key) this.#only.value = value;
    else (this.#changes ??= new Map([[this.#only.key, this.#only.value]])).set(key, value);
  }
}

function change<Key, Value>(map: Map<Key, Value>, key: Key, value: Value | undefined): void {
  if (value === undefined) map.delete(key);
  else map.set(key, value);
}

/** Reads a value by a name, and remembers that it was read. */
export type Read = <Value>(name: string, value: () => Value) => Value;

interface Remembered {
  value: unknown;
  round: number;
  readonly now: () => unknown;
}

/** The values that one component has read. */
export interface Reads {
  /** Is another number as soon as something that was read has another value. */
  readonly version: () => number;
  /** Begins a round of reading, for one version. Gives its number, and what reads. */
  begin(version: number): readonly [round: number, read: Read];
  /** Forgets what was read before a round. */
  keep(round: number): void;
}

/** Remembers what one component reads, and finds out what of it has changed. */
export function createReads(): Reads {
  const all = new Map<string, Remembered>();
  let changes = 0;
  let rounds = 0;
  return {
    version() {
      let changed = false;
      for (const each of all.values()) {
        const value = each.now();
        if (Object.is(each.value, value)) continue;
        each.value = value;
        changed = true;
      }
      if (changed) changes += 1;
      return changes;
    },
    begin() {
      const round = (rounds += 1);
      const read: Read = (name, now) => {
        const value = now();
        all.set(name, { value, round, now });
        return value;
      };
      return [round, read];
    },
    keep(round) {
      for (const [name, each] of all) if (each.round < round) all.delete(name);
    },
  };
}

/** The order of tiles, from one look to the next: it decides who stands on the first page. */
export interface Front {
  /** Puts a list in order: the first `size` are those of the first page. Everybody else follows as they came. */
  order<Entry extends { readonly key: string }>(entries: readonly Entry[], size: number): readonly Entry[];
  /** Notes who speaks, by their key. */
  speaks(key: string): void;
}

/**
 * Keeps whoever speaks on the first page: somebody of another page takes the place of the one there who has been silent the
 * longest. Nobody else moves, and a place that is free goes to the next in line.
 */
export function keepInFront(): Front {
  const lastSpoke = new Map<string, number>();
  let turn = 0;
  let speaking: string | undefined;
  let front: readonly string[] = [];
  const since = (key: string): number => lastSpoke.get(key) ?? 0;

  return {
    speaks(key) {
      turn += 1;
      lastSpoke.set(key, turn);
      speaking = key;
    },
    order(entries, size) {
      const known = new Map(entries.map((entry) => [entry.key, entry]));
      for (const key of lastSpoke.keys()) if (!known.has(key)) lastSpoke.delete(key);
      const stay = front.filter((key) => known.has(key)).slice(0, size);
      const waiting = [...known.keys()].filter((key) => !stay.includes(key));
      front = [...stay, ...waiting.slice(0, size - stay.length)];
      if (speaking !== undefined && known.has(speaking) && !front.includes(speaking) && size > 0) {
        const silent = front.reduce((least, key) => (since(key) < since(least) ? key : least));
        front = front.map((key) => (key === silent ? (speaking ?? key) : key));
      }
      const first = new Set(front);
      return [
        ...front.flatMap((key) => known.get(key) ?? []),
        ...entries.filter(({ key }) => !first.has(key)),
      ];
    },
  };
}

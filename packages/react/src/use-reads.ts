import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { createReads, type Read } from './reads.ts';

/** Calls back after each change. Returns its undo. */
export type Listen = (notify: () => void) => () => void;

/**
 * Makes what a component reads from. It is rendered again once something has changed that it read when it was last rendered, and for nothing
 * else. What it reads from is another object then, so that what was memoised by it is made anew. `listen` and `make` stay the same for as
 * long as what is read stays the same.
 */
export function useReads<Reading>(listen: Listen, make: (read: Read) => Reading): Reading {
  const [reads] = useState(createReads);
  const version = useSyncExternalStore(listen, reads.version, reads.version);
  const [round, read] = useMemo(() => reads.begin(version), [reads, version, make]);
  useEffect(() => reads.keep(round), [reads, round]);
  return useMemo(() => make(read), [make, read]);
}

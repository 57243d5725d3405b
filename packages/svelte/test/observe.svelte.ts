import { flushSync } from 'svelte';

/** Something reactive that reads, as a mounted component does. */
export interface Observed<Value> {
  /** What was read, in order. */
  readonly values: Value[];
  /** The component goes away. */
  unmount(): void;
}

/** Reads again whenever Svelte says so. */
export function observe<Value>(read: () => Value): Observed<Value> {
  const values: Value[] = [];
  const unmount = $effect.root(() => {
    $effect(() => {
      values.push(read());
    });
  });
  flushSync();
  return { values, unmount };
}

import { createSubscriber } from 'svelte/reactivity';

/**
 * What a view calls before it reads: whatever reads then is read again after `value` has become another one. `listen` runs
 * while something reactive reads, once for all of its readers, and returns its undo.
 */
export function tracker<Value>(listen: (notify: () => void) => () => void, value: () => Value): () => Value {
  const track = createSubscriber((update) => {
    let known = value();
    return listen(() => {
      const next = value();
      if (Object.is(known, next)) return;
      known = next;
      update();
    });
  });
  return () => {
    track();
    return value();
  };
}

import type { RealmWindow } from '../realm-window.ts';

type Callback = (...given: unknown[]) => unknown;

/** Counts the platform's timers of a page from now on: the delays of those that have not run, milliseconds. */
export function countTimers(page: RealmWindow): () => readonly number[] {
  const pending = new Map<unknown, number>();
  const platform = (name: string): Callback => {
    const native: unknown = Reflect.get(page, name);
    if (typeof native !== 'function') throw new TypeError(`This browser has no ${name}.`);
    return (...given) => Reflect.apply(native, page, given) as unknown;
  };
  const begin = (name: string, once: boolean): void => {
    const native = platform(name);
    const counted = (run: Callback, delayMs = 0, ...given: unknown[]): unknown => {
      const handle = native(() => {
        if (once) pending.delete(handle);
        run(...given);
      }, delayMs);
      pending.set(handle, delayMs);
      return handle;
    };
    Reflect.set(page, name, counted);
  };
  const end = (name: string): void => {
    const native = platform(name);
    Reflect.set(page, name, (handle: unknown) => {
      pending.delete(handle);
      native(handle);
    });
  };
  begin('setTimeout', true);
  begin('setInterval', false);
  end('clearTimeout');
  end('clearInterval');
  return () => [...pending.values()];
}

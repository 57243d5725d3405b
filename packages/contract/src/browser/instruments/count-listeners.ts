import type { RealmWindow } from '../realm-window.ts';

interface Counted {
  readonly type: string;
  readonly listener: EventListenerOrEventListenerObject;
  readonly capture: boolean;
}

/** Listeners of what outlives calls. */
export interface ListenerCount {
  /** Their names, with what they listen to. */
  names(): readonly string[];
  /** Counts those of something else, too. */
  watch(target: EventTarget, name: string): void;
}

/** Counts the listeners of the page, its document and its devices from now on. */
export function countListeners(page: RealmWindow): ListenerCount {
  const lasting = new Map<unknown, string>([
    [page, 'window'],
    [page.document, 'document'],
    [page.navigator.mediaDevices, 'mediaDevices'],
    [page.screen.orientation, 'orientation'],
  ]);
  const counted = new Map<unknown, Counted[]>();
  const { prototype } = page.EventTarget;
  const { addEventListener, removeEventListener } = prototype;
  const captures = (options: AddEventListenerOptions | boolean | undefined): boolean =>
    typeof options === 'object' ? (options.capture ?? false) : (options ?? false);

  function forget(target: unknown, entry: Counted): void {
    const all = counted.get(target) ?? [];
    counted.set(
      target,
      all.filter((each) => !same(each, entry)),
    );
  }
  prototype.addEventListener = function (this: EventTarget | undefined, type, listener, options) {
    const target = this ?? page;
    Reflect.apply(addEventListener, target, [type, listener, options]);
    const { once, signal } = typeof options === 'object' ? options : {};
    if (!lasting.has(target) || !listener || signal?.aborted) return;
    const entry = { type, listener, capture: captures(options) };
    const all = counted.get(target) ?? [];
    if (all.some((each) => same(each, entry))) return;
    counted.set(target, [...all, entry]);
    const gone = (): void => {
      forget(target, entry);
    };
    if (signal) Reflect.apply(addEventListener, signal, ['abort', gone, { once: true }]);
    if (once) Reflect.apply(addEventListener, target, [type, gone, { once: true }]);
  };
  prototype.removeEventListener = function (this: EventTarget | undefined, type, listener, options) {
    const target = this ?? page;
    Reflect.apply(removeEventListener, target, [type, listener, options]);
    if (listener) forget(target, { type, listener, capture: captures(options) });
  };
  return {
    names: () =>
      [...counted].flatMap(([target, all]) =>
        all.map(({ type }) => `${lasting.get(target) ?? 'something'}: ${type}`),
      ),
    watch: (target, name) => {
      lasting.set(target, name);
    },
  };
}

function same(one: Counted, other: Counted): boolean {
  return one.type === other.type && one.listener === other.listener && one.capture === other.capture;
}

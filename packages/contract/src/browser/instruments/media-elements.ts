import type { RealmWindow } from '../realm-window.ts';

/** Every element of a page that ever got a stream, however it was made. */
export function watchMediaElements(page: RealmWindow): ReadonlySet<HTMLMediaElement> {
  const elements = new Set<HTMLMediaElement>();
  const { prototype } = page.HTMLMediaElement;
  const native = Object.getOwnPropertyDescriptor(prototype, 'srcObject');
  if (!native) throw new TypeError('This browser has no srcObject.');
  Object.defineProperty(prototype, 'srcObject', {
    ...native,
    set(this: HTMLMediaElement, value: unknown) {
      if (value !== null) elements.add(this);
      if (native.set) Reflect.apply(native.set, this, [value]);
    },
  });
  return elements;
}

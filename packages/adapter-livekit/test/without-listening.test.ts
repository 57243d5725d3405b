import { afterEach, expect, it, vi } from 'vitest';
import { withoutListening } from '../src/without-listening.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

it('lets nobody listen meanwhile, and everybody afterwards', () => {
  const mediaDevices = new EventTarget();
  vi.stubGlobal('navigator', { mediaDevices });
  let heard = 0;
  const listen = (): void => {
    mediaDevices.addEventListener('devicechange', () => {
      heard += 1;
    });
  };
  withoutListening(listen);
  mediaDevices.dispatchEvent(new Event('devicechange'));
  expect(heard).toBe(0);
  expect(() =>
    withoutListening(() => {
      throw new RangeError('no');
    }),
  ).toThrow('no');
  listen();
  mediaDevices.dispatchEvent(new Event('devicechange'));
  expect(heard).toBe(1);
  expect(Object.hasOwn(mediaDevices, 'addEventListener')).toBe(false);
});

it('does where there are no devices', () => {
  vi.stubGlobal('navigator', {});
  expect(withoutListening(() => 1)).toBe(1);
});

import { afterEach, expect, it, vi } from 'vitest';
import { observePage } from '../../src/environment/observe-page.ts';
import type { PageEvent } from '../../src/environment/rtc-environment.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

it('tells of the life of a page in words of its own, until it is undone', () => {
  const window = new EventTarget();
  const document = Object.assign(new EventTarget(), { visibilityState: 'hidden' });
  vi.stubGlobal('window', window);
  vi.stubGlobal('document', document);
  const told: PageEvent[] = [];
  const undo = observePage((event) => told.push(event));
  const happen = (): void => {
    for (const name of ['pagehide', 'pageshow', 'pointerdown', 'pointerup', 'keydown', 'scroll'])
      window.dispatchEvent(new Event(name));
    window.dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true }));
    for (const name of ['freeze', 'resume', 'visibilitychange']) document.dispatchEvent(new Event(name));
    document.visibilityState = 'visible';
    document.dispatchEvent(new Event('visibilitychange'));
  };
  happen();
  expect(told).toEqual([
    ...['hide', 'gesture', 'gesture', 'gesture', 'show-restored'],
    ...['freeze', 'resume', 'hidden', 'visible'],
  ]);
  undo();
  happen();
  expect(told).toHaveLength(9);
});

it('hears of an act of the person although the page stops it on its way', () => {
  const window = new EventTarget();
  vi.stubGlobal('window', window);
  vi.stubGlobal('document', new EventTarget());
  const add = vi.spyOn(window, 'addEventListener');
  observePage(() => undefined)();
  for (const [, , options] of add.mock.calls) expect(options).toMatchObject({ capture: true });
});

import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { observeVisibility } from '../../src/environment/observe-visibility.ts';
import type { ElementVisibility, VideoView } from '../../src/environment/rtc-environment.ts';

/** A window with a document, in which elements are seen or not as a test says. */
class FakeFrame extends EventTarget {
  readonly devicePixelRatio = 2;
  readonly window = this;
  parent: FakeFrame = this;
  readonly document = Object.assign(new EventTarget(), { visibilityState: 'visible', defaultView: this });
  /** Those that observe now. */
  readonly observing = new Set<object>();
  /** Tells whoever observes through this window. */
  tell: (isIntersecting: boolean) => void = () => undefined;
  resized: () => void = () => undefined;
  readonly IntersectionObserver = this.#observer((run) => {
    this.tell = (isIntersecting) => {
      run([{ isIntersecting }]);
    };
  });
  readonly ResizeObserver = this.#observer((run) => {
    this.resized = () => {
      run([]);
    };
  });

  #observer(keep: (run: (entries: readonly object[]) => void) => void) {
    const { observing } = this;
    return class {
      constructor(run: (entries: readonly object[]) => void) {
        keep(run);
      }
      observe(): void {
        observing.add(this);
      }
      disconnect(): void {
        observing.delete(this);
      }
    };
  }
}

class FakeElement extends EventTarget {
  readonly nodeType = 1;
  isConnected = true;
  clientWidth = 160;
  clientHeight = 90;
  root: object = {};
  webkitPresentationMode = 'inline';
  ownerDocument: FakeFrame['document'];

  constructor({ document }: FakeFrame) {
    super();
    this.ownerDocument = document;
  }
  getRootNode(): object {
    return this.root;
  }
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('IntersectionObserver', new FakeFrame().IntersectionObserver);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function watched(frame = new FakeFrame()) {
  const element = new FakeElement(frame);
  const seen: ElementVisibility[] = [];
  const undo = observeVisibility(element as object as VideoView, (visibility) => seen.push(visibility));
  return { frame, element, undo, last: () => seen.at(-1), seen };
}
const big = { width: 320, height: 180 };

it('is seen where it crosses its window, in device pixels, until it is undone', () => {
  const { frame, undo, last, seen } = watched();
  expect(last()).toBeUndefined();
  frame.tell(true);
  expect(last()).toEqual({ visible: true, ...big });
  frame.tell(false);
  expect(last()).toEqual({ visible: false, ...big });
  undo();
  const before = seen.length;
  frame.document.dispatchEvent(new Event('visibilitychange'));
  expect([frame.observing.size, seen.length, vi.getTimerCount()]).toEqual([0, before, 0]);
});

it('is not seen in a page that is hidden or is being left, and is again when that is over', () => {
  const { frame, last } = watched();
  frame.tell(true);
  frame.document.visibilityState = 'hidden';
  frame.document.dispatchEvent(new Event('visibilitychange'));
  expect(last()?.visible).toBe(false);
  frame.document.visibilityState = 'visible';
  frame.document.dispatchEvent(new Event('visibilitychange'));
  expect(last()?.visible).toBe(true);
  frame.dispatchEvent(new Event('pagehide'));
  expect(last()?.visible).toBe(false);
  frame.dispatchEvent(new Event('pageshow'));
  expect([last()?.visible, vi.getTimerCount()]).toEqual([true, 0]);
});

it.each([
  [
    'the standard’s way',
    (element: FakeElement): unknown => (element.root = { pictureInPictureElement: element }),
  ],
  [
    'Safari’s own way',
    (element: FakeElement): unknown => (element.webkitPresentationMode = 'picture-in-picture'),
  ],
] as const)('floats over a hidden page: %s', (_what, float) => {
  const { frame, element, last } = watched();
  frame.tell(false);
  frame.document.visibilityState = 'hidden';
  float(element);
  element.dispatchEvent(new Event('enterpictureinpicture'));
  expect(last()?.visible).toBe(true);
});

it('is found in the window that it is moved to, and its old one is let go', () => {
  const { frame, element, last } = watched();
  const other = new FakeFrame();
  frame.tell(true);
  element.ownerDocument = other.document;
  frame.tell(false);
  expect([frame.observing.size, other.observing.size]).toEqual([0, 2]);
  other.tell(true);
  expect(last()).toEqual({ visible: true, ...big });
});

it('is looked for while it is nowhere', () => {
  const { frame, element, last } = watched();
  element.isConnected = false;
  frame.tell(false);
  const other = new FakeFrame();
  element.ownerDocument = other.document;
  element.isConnected = true;
  vi.advanceTimersByTime(250);
  other.tell(true);
  expect([last()?.visible, vi.getTimerCount()]).toEqual([true, 0]);
});

it('in a frame it is seen by whoever is outside, as far as that may be looked into', () => {
  const outside = new FakeFrame();
  const frame = new FakeFrame();
  frame.parent = outside;
  const { last } = watched(frame);
  outside.tell(true);
  expect(last()?.visible).toBe(true);
  const closed = new Proxy(new FakeFrame(), {
    get(target, name) {
      if (name === 'document') throw new DOMException('No.', 'SecurityError');
      return Reflect.get(target, name, target) as unknown;
    },
  });
  const inner = new FakeFrame();
  inner.parent = closed;
  const framed = watched(inner);
  inner.tell(true);
  expect(framed.last()?.visible).toBe(true);
});

it('is visible, of unknown size, where it is no element or nothing observes', () => {
  const seen: ElementVisibility[] = [];
  observeVisibility({} as VideoView, (visibility) => seen.push(visibility))();
  vi.stubGlobal('IntersectionObserver', undefined);
  observeVisibility(new FakeElement(new FakeFrame()) as object as VideoView, (visibility) =>
    seen.push(visibility),
  )();
  expect(seen).toEqual([
    { visible: true, width: 0, height: 0 },
    { visible: true, width: 0, height: 0 },
  ]);
});

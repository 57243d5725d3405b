import type { ElementVisibility, PageEvent, VideoView } from '../environment/rtc-environment.ts';

/** The page as a test sees it. */
export interface FakePage {
  /** Tells whether it can be seen now. */
  readonly visible: boolean;
  /** Something happens to the page; its visibility follows. */
  fire(event: PageEvent): void;
  /** Sets how much of an element can be seen from now on. Every element is fully visible, 640 x 360, at first. */
  setVisibility(view: VideoView, visibility: Partial<ElementVisibility>): void;
  /** Moves an element into another window, whose visibility counts for it from then on; `undefined` brings it back. */
  move(view: VideoView, window: FakeWindow | undefined): void;
  /** The number of those who listen to the page. */
  readonly listenerCount: number;
  /** The number of those who watch elements. */
  readonly observerCount: number;
  /** For the environment. */
  observePage(listener: (event: PageEvent) => void): () => void;
  /** For the environment. */
  observeVisibility(view: VideoView, listener: (visibility: ElementVisibility) => void): () => void;
}

// A page that is being left still calls itself visible: browsers fire `hidden` after `hide`.
const visibilityAfter: Partial<Record<PageEvent, boolean>> = {
  visible: true,
  hidden: false,
  'show-restored': true,
};

/** A window that a test has opened beside the page: a floating one, or a frame. */
export interface FakeWindow {
  /** Tells whether what is in it can be seen, whatever the page is. */
  visible: boolean;
}

/** Makes a page. */
export function createFakePage({
  visible = true,
}: { readonly visible?: boolean | undefined } = {}): FakePage {
  // One entry for each call: the same function may listen twice.
  const listeners = new Set<{ readonly notify: (event: PageEvent) => void }>();
  const observers = new Set<{
    readonly view: VideoView;
    readonly notify: (visibility: ElementVisibility) => void;
  }>();
  const visibilities = new WeakMap<VideoView, ElementVisibility>();
  const windows = new WeakMap<VideoView, FakeWindow>();
  const visibilityOf = (view: VideoView): ElementVisibility => {
    const own = visibilities.get(view) ?? { visible: true, width: 640, height: 360 };
    // As in a browser an element is seen where its own window is.
    const shown = windows.get(view)?.visible ?? (pageVisible && !left);
    return { ...own, visible: own.visible && shown };
  };
  let pageVisible = visible;
  let left = false;
  function tell(of?: VideoView): void {
    for (const observer of [...observers])
      if (!of || observer.view === of) observer.notify(visibilityOf(observer.view));
  }
  return {
    get visible() {
      return pageVisible;
    },
    fire(event) {
      pageVisible = visibilityAfter[event] ?? pageVisible;
      // A page that is being left still calls itself visible.
      if (event === 'hide' || event === 'show-restored') left = event === 'hide';
      for (const { notify } of [...listeners]) notify(event);
      if (event !== 'gesture') tell();
    },
    setVisibility(view, change) {
      const before = visibilities.get(view) ?? { visible: true, width: 640, height: 360 };
      visibilities.set(view, { ...before, ...change });
      tell(view);
    },
    move(view, window) {
      if (window) windows.set(view, window);
      else windows.delete(view);
      tell(view);
    },
    get listenerCount() {
      return listeners.size;
    },
    get observerCount() {
      return observers.size;
    },
    observePage(notify) {
      const entry = { notify };
      listeners.add(entry);
      return () => {
        listeners.delete(entry);
      };
    },
    observeVisibility(view, notify) {
      const entry = { view, notify };
      observers.add(entry);
      notify(visibilityOf(view));
      return () => {
        observers.delete(entry);
      };
    },
  };
}

import type { ElementVisibility, PageEvent, VideoView } from '../environment/rtc-environment.ts';

/** The page as a test sees it. */
export interface FakePage {
  /** Tells whether it can be seen now. */
  readonly visible: boolean;
  /** Something happens to the page; its visibility follows. */
  fire(event: PageEvent): void;
  /** Sets how much of an element can be seen from now on. Every element is fully visible, 640 x 360, at first. */
  setVisibility(view: VideoView, visibility: Partial<ElementVisibility>): void;
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
  const visibilityOf = (view: VideoView): ElementVisibility =>
    visibilities.get(view) ?? { visible: true, width: 640, height: 360 };
  let pageVisible = visible;
  return {
    get visible() {
      return pageVisible;
    },
    fire(event) {
      pageVisible = visibilityAfter[event] ?? pageVisible;
      for (const { notify } of [...listeners]) notify(event);
    },
    setVisibility(view, change) {
      const visibility = { ...visibilityOf(view), ...change };
      visibilities.set(view, visibility);
      for (const observer of [...observers]) if (observer.view === view) observer.notify(visibility);
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

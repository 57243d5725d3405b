import type { ElementVisibility, VideoView } from './rtc-environment.ts';

/**
 * Watches how much of a video element can be seen, by its own document and window, wherever it is moved: in a frame, in another
 * window, or floating as a picture in picture, which is seen while its page is hidden. Something that is not an element counts as
 * visible, of unknown size.
 */
export function observeVisibility(
  given: VideoView,
  listener: (visibility: ElementVisibility) => void,
): () => void {
  const view: object = given;
  if (!isElement(view) || typeof IntersectionObserver === 'undefined') {
    listener({ visible: true, width: 0, height: 0 });
    return () => undefined;
  }
  return observeElement(view, listener);
}

function observeElement(
  view: HTMLVideoElement,
  listener: (visibility: ElementVisibility) => void,
): () => void {
  let home = view.ownerDocument;
  let listening = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let inSight = false;
  let left = false;

  function report(): void {
    clearTimeout(timer);
    if (view.ownerDocument !== home) {
      follow();
      return;
    }
    // No event tells that an element is put back somewhere, or taken out of a window that is closed.
    if (left || !view.isConnected) timer = setTimeout(report, lookMs);
    const scale = home.defaultView?.devicePixelRatio ?? 1;
    listener({
      visible: isFloating(view) || (inSight && !left && home.visibilityState !== 'hidden'),
      width: Math.round(view.clientWidth * scale),
      height: Math.round(view.clientHeight * scale),
    });
  }
  function follow(): void {
    listening.abort();
    listening = new AbortController();
    const { signal } = listening;
    home = view.ownerDocument;
    inSight = left = false;
    const frame = home.defaultView ?? globalThis;
    // A frame that is not drawn tells nothing; whoever is outside sees that.
    const intersection = new (outermost(frame).IntersectionObserver)((entries) => {
      inSight = entries.at(-1)?.isIntersecting ?? false;
      report();
    });
    const size = new frame.ResizeObserver(report);
    intersection.observe(view);
    size.observe(view);
    signal.addEventListener('abort', () => {
      intersection.disconnect();
      size.disconnect();
    });
    const on = (target: EventTarget, names: string, run: () => void): void => {
      for (const name of names.split(' ')) target.addEventListener(name, run, { signal });
    };
    on(home, 'visibilitychange', report);
    on(view, 'enterpictureinpicture leavepictureinpicture webkitpresentationmodechanged pause play', report);
    // A page that is being left may still call itself visible.
    on(frame, 'pagehide', () => {
      left = true;
      report();
    });
    on(frame, 'pageshow', () => {
      left = false;
      report();
    });
  }
  follow();
  return () => {
    clearTimeout(timer);
    listening.abort();
  };
}

/** The time between two looks at an element that is nowhere, in milliseconds. */
const lookMs = 250;

/** Also one of another window, whose classes are others. */
function isElement(view: object): view is HTMLVideoElement {
  return 'nodeType' in view && view.nodeType === 1;
}

/** The outermost window around one that may be looked into. */
function outermost(frame: typeof globalThis): typeof globalThis {
  let outer = frame;
  try {
    for (let next = frame.parent; next !== outer.window; next = next.parent) {
      // Throws for one of another origin.
      Reflect.get(next, 'document');
      outer = next as Window & typeof globalThis;
    }
  } catch {
    // As far as it may be looked.
  }
  return outer;
}

function isFloating(view: HTMLVideoElement): boolean {
  const root = view.getRootNode();
  if ('pictureInPictureElement' in root && root.pictureInPictureElement === view) return true;
  // Safari's own way.
  return 'webkitPresentationMode' in view && view.webkitPresentationMode === 'picture-in-picture';
}

import type { ElementHome, VideoView } from '../environment/rtc-environment.ts';
import { ListenerCounter } from './listener-counter.ts';

/** A video element without a picture: frames come when a test says so. */
export class FakeVideoView extends ListenerCounter implements VideoView {
  ownerDocument: ElementHome = fakeHome;
  isConnected = true;
  ended = false;
  #paused = true;
  autoplay = false;
  muted = false;
  playsInline = false;
  currentTime = 0;
  videoWidth = 0;
  videoHeight = 0;
  /** Every stream that was ever set, in order; null is blank. */
  readonly sources: (MediaProvider | null)[] = [];
  /** The number of times that `play()` was called. */
  plays = 0;
  /** Absent in old browsers. */
  declare readonly requestVideoFrameCallback?: (callback: () => void) => number;
  /** Absent with the former. */
  declare readonly cancelVideoFrameCallback?: (handle: number) => void;
  readonly #callbacks = new Map<number, () => void>();
  #srcObject: MediaProvider | null = null;
  #lastHandle = 0;
  /** Rises with everything that a `play()` which has not resolved is given up for. */
  #breaks = 0;

  constructor({ frameCallbacks = true }: { readonly frameCallbacks?: boolean } = {}) {
    super();
    if (!frameCallbacks) return;
    this.requestVideoFrameCallback = (callback) => {
      this.#lastHandle += 1;
      this.#callbacks.set(this.#lastHandle, callback);
      return this.#lastHandle;
    };
    this.cancelVideoFrameCallback = (handle) => {
      this.#callbacks.delete(handle);
    };
  }

  get srcObject(): MediaProvider | null {
    return this.#srcObject;
  }

  set srcObject(source: MediaProvider | null) {
    this.#srcObject = source;
    this.sources.push(source);
    // No event tells of it: setting a source is no pause.
    this.#paused = true;
    this.#breaks += 1;
  }

  get paused(): boolean {
    return this.#paused;
  }

  /** The number of those who wait for a frame. */
  get frameCallbackCount(): number {
    return this.#callbacks.size;
  }

  async play(): Promise<void> {
    this.plays += 1;
    if (this.#paused) queueMicrotask(() => this.dispatchEvent(new Event('play')));
    this.#paused = false;
    const breaks = this.#breaks;
    await Promise.resolve();
    if (breaks !== this.#breaks) throw new DOMException('The play() request was interrupted.', 'AbortError');
  }

  /** As in a browser the event comes later, also where it plays again by then. */
  pause(): void {
    if (this.#paused) return;
    this.#paused = true;
    this.#breaks += 1;
    queueMicrotask(() => this.dispatchEvent(new Event('pause')));
  }

  /** It is taken out of the page until `putInto`. As in a browser that stops it, but not if it is back in the same task. */
  takeOut(): void {
    this.isConnected = false;
    queueMicrotask(() => {
      if (!this.isConnected) this.pause();
    });
  }

  /** It is put into a document, which may be one of another window. */
  putInto(home: ElementHome = this.ownerDocument): void {
    this.ownerDocument = home;
    this.isConnected = true;
  }

  /** It leaves full screen, and the system stops it with that: before the page hears of it, or after. */
  leaveFullScreen({ pausedFirst = true }: { readonly pausedFirst?: boolean } = {}): void {
    const { ownerDocument } = this;
    if (pausedFirst) this.pause();
    queueMicrotask(() => {
      if (ownerDocument instanceof EventTarget) ownerDocument.dispatchEvent(new Event('fullscreenchange'));
      if (!pausedFirst) this.pause();
    });
  }

  /** A new frame is shown. */
  showFrame({ width = 640, height = 360 }: { readonly width?: number; readonly height?: number } = {}): void {
    this.currentTime += 0.04;
    this.videoWidth = width;
    this.videoHeight = height;
    const callbacks = [...this.#callbacks.values()];
    this.#callbacks.clear();
    for (const callback of callbacks) callback();
  }
}

/** A document in which elements are. */
export class FakeHome extends EventTarget implements ElementHome {
  visibilityState: DocumentVisibilityState = 'visible';
  fullscreenElement: unknown = null;
  pictureInPictureElement: unknown = null;
}

const fakeHome = new FakeHome();

import type { VideoView } from '../environment/rtc-environment.ts';

/** A video element without a picture: frames come when a test says so. */
export class FakeVideoView implements VideoView {
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

  constructor({ frameCallbacks = true }: { readonly frameCallbacks?: boolean } = {}) {
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
  }

  /** The number of those who wait for a frame. */
  get frameCallbackCount(): number {
    return this.#callbacks.size;
  }

  play(): Promise<void> {
    this.plays += 1;
    return Promise.resolve();
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

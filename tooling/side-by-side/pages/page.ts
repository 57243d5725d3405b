import './connections.ts';
import { devices } from './devices.ts';
import type { Caller, Seat, Source } from './callers/caller.ts';
import { createCaller, type Side, type VendorName } from './callers/create-caller.ts';
import type { TestPicture } from './picture/kinds.ts';
import { measurePicture, type SeenPicture } from './picture/measure-picture.ts';
import { endPictures, showPicture } from './picture/show-picture.ts';
import { countToneWindows, type ToneWindows } from './sound/count-tone-windows.ts';
import { makeSound, wakeSound } from './sound/make-sound.ts';
import { encoders, traffic, type Traffic } from './traffic.ts';

/** What somebody's devices give. */
export interface Scene {
  readonly picture: TestPicture;
  readonly tone?: number;
  /** The size of the elements that show others, CSS pixels. */
  readonly tile: { readonly width: number; readonly height: number };
}

/** A picture that was received for a while. */
export interface Received extends SeenPicture {
  readonly width: number;
  readonly height: number;
  readonly framesPerSecond: number;
  readonly pictureKilobits: number;
  readonly soundKilobits: number;
}

/** Somebody in a call, in a page of their own. */
class Page {
  #caller: Caller | undefined;
  #scene: Scene | undefined;
  readonly #views = new Map<string, HTMLVideoElement>();
  readonly #firstFrames = new Map<string, number>();

  /** Sits down with devices; who has called before in this page has to have left. */
  async sit(vendor: VendorName, { side, scene }: { side: Side; scene: Scene }): Promise<void> {
    await wakeSound();
    endPictures();
    for (const view of this.#views.values()) view.remove();
    this.#views.clear();
    this.#firstFrames.clear();
    this.#scene = scene;
    const { picture, tone = 440 } = scene;
    const sound = (): MediaStreamTrack => makeSound(tone, picture.kind === 'film' ? tone * 2 : tone);
    devices.camera = () => new MediaStream([showPicture(picture)]);
    devices.screen = () =>
      new MediaStream([showPicture(picture), ...(picture.kind === 'film' ? [sound()] : [])]);
    devices.microphone = () => new MediaStream([sound()]);
    const views = { of: this.#viewOf.bind(this), picture: () => picture };
    this.#caller = createCaller(vendor, { side, views });
  }

  join(seat: Seat): Promise<number> {
    return timed(() => this.#must().join(seat));
  }
  publish(sources: readonly Source[]): Promise<number> {
    return timed(() => this.#must().publish(sources));
  }
  unpublish(source: 'camera' | 'screen'): Promise<number> {
    return timed(() => this.#must().unpublish(source));
  }
  setMuted(muted: boolean): Promise<number> {
    return timed(() => this.#must().setMuted(muted));
  }
  leave(): Promise<number> {
    return timed(() => this.#must().leave());
  }

  /** Changes the size in which others are shown. */
  resize({ width, height }: Scene['tile']): void {
    for (const view of this.#views.values()) Object.assign(view, { width, height });
  }

  /** When the first frame of somebody was shown, milliseconds since 1970; undefined before. */
  firstFrameAt(userId: string, source: 'camera' | 'screen'): number | undefined {
    return this.#firstFrames.get(`${userId} ${source}`);
  }
  /** The pictures that were seen so far. */
  seen(): readonly string[] {
    return [...this.#firstFrames.keys()];
  }
  /** The frames that are shown of somebody. */
  framesOf(userId: string, source: 'camera' | 'screen'): number {
    return this.#views.get(`${userId} ${source}`)?.getVideoPlaybackQuality().totalVideoFrames ?? 0;
  }

  /** Measures what comes of somebody's picture. */
  async receive(
    userId: string,
    { source, picture, forMs }: { source: 'camera' | 'screen'; picture: TestPicture; forMs: number },
  ): Promise<Received> {
    const view = this.#viewOf(userId, source);
    const before = await traffic();
    const from = performance.now();
    const seen = await measurePicture(view, { picture, forMs });
    const after = await traffic();
    const seconds = (performance.now() - from) / 1000;
    const rate = (name: keyof Traffic): number => (after[name] - before[name]) / seconds;
    return {
      ...seen,
      width: view.videoWidth,
      height: view.videoHeight,
      framesPerSecond: rate('frames'),
      pictureKilobits: (rate('pictureBytes') * 8) / 1000,
      soundKilobits: (rate('soundBytes') * 8) / 1000,
    };
  }
  /** Counts the windows of sound in which a tone is. */
  hear(tone: number, forMs: number): Promise<ToneWindows> {
    return countToneWindows(tone, forMs);
  }
  /** What is sent, in the browser's words. */
  encoders(): Promise<readonly string[]> {
    return encoders();
  }
  traffic(): Promise<Traffic> {
    return traffic();
  }

  #viewOf(userId: string, source: 'camera' | 'screen'): HTMLVideoElement {
    const name = `${userId} ${source}`;
    const known = this.#views.get(name);
    if (known) return known;
    const view = document.createElement('video');
    Object.assign(view, this.#scene?.tile, { muted: true, playsInline: true });
    view.style.objectFit = 'fill';
    // Screens lie over the cameras: an element out of sight is not asked for.
    if (source === 'screen') Object.assign(view.style, { position: 'fixed', left: 0, top: 0 });
    document.body.style.margin = '0';
    document.body.append(view);
    view.requestVideoFrameCallback(() => {
      this.#firstFrames.set(name, performance.timeOrigin + performance.now());
    });
    this.#views.set(name, view);
    return view;
  }
  #must(): Caller {
    if (!this.#caller) throw new Error('Nobody sits here.');
    return this.#caller;
  }
}

async function timed(run: () => Promise<void>): Promise<number> {
  const from = performance.now();
  await run();
  return performance.now() - from;
}

declare global {
  interface Window {
    page: Page;
  }
}

window.page = new Page();

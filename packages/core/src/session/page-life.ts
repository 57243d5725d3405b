import type { RtcEnvironment } from '../environment/rtc-environment.ts';
import type { EndReason } from '../model/session-state.ts';
import type { CaptureState, LocalMedia } from '../capture/local-media.ts';
import type { LocalDeviceSource } from './local-source.ts';
import type { JoinOptions } from './rtc-session.ts';

/** What the page's life acts on. */
export interface PageLifePort {
  /** Lets go of the call at once. */
  abandon(): void;
  /** Whether there is a call to let go of. */
  inCall(): boolean;
  /** Applies again what is wanted: the vendor may have lost it while nothing ran here. */
  applyAgain(): void;
  readonly local: LocalMedia;
  join(options: JoinOptions): Promise<void>;
}

/** How long after a frozen page runs again a lost connection is taken for its consequence; milliseconds. */
const thawMs = 30_000;

/**
 * A closing page leaves no ghost behind; one that comes back from the back-forward cache is in its call again, and so is
 * one that was frozen until its vendor gave it up.
 */
export class PageLife {
  readonly #port: PageLifePort;
  readonly #undo: () => void;
  readonly #clock: RtcEnvironment['clock'];
  #options: JoinOptions | undefined;
  #cancelThaw: (() => void) | undefined;
  #resume:
    | { readonly options: JoinOptions; readonly microphone: CaptureState; readonly camera: CaptureState }
    | undefined;

  constructor(environment: RtcEnvironment, port: PageLifePort) {
    this.#port = port;
    this.#clock = environment.clock;
    this.#undo = environment.observePage((event) => {
      if (event === 'hide') this.#hide();
      if (event === 'show-restored') void this.#restore();
      if (event === 'freeze') this.#remember();
      if (event === 'resume') this.#thaw();
    });
  }

  /** A join began. Its signal is the app's and is not used again. */
  joining({ signal: _, ...options }: JoinOptions): void {
    this.#options = options;
  }

  /** The app left by itself: coming back is not wanted. */
  left(): void {
    this.#options = undefined;
    this.#forget();
  }

  /** A call has ended, and not by the app. */
  ended(reason: EndReason): void {
    if (reason !== 'connection-lost' || !this.#resume) return;
    // The end is told first.
    queueMicrotask(() => void this.#restore());
  }

  /** Stops listening. */
  dispose(): void {
    this.left();
    this.#undo();
  }

  #remember(): void {
    this.#cancelThaw?.();
    if (!this.#port.inCall() || !this.#options) return;
    const { microphone, camera } = this.#port.local.states;
    this.#resume = { options: this.#options, microphone, camera };
  }

  #forget(): void {
    this.#cancelThaw?.();
    this.#resume = undefined;
  }

  #thaw(): void {
    if (!this.#resume) return;
    this.#port.applyAgain();
    this.#cancelThaw = this.#clock.after(thawMs, () => {
      this.#forget();
    });
  }

  #hide(): void {
    this.#remember();
    // Without a call there may still be one that is just being left.
    this.#port.abandon();
  }

  async #restore(): Promise<void> {
    const resume = this.#resume;
    this.#forget();
    if (!resume) return;
    const { microphone, camera } = this.#port.local;
    // A device that is gone by now shows in the source's state; the call goes on without it.
    await Promise.allSettled([
      this.#bringBack(microphone, resume.microphone),
      this.#bringBack(camera, resume.camera),
      this.#port.join(resume.options),
    ]);
  }

  /** As it was: what was muted is muted before it opens, so that nothing of it is ever sent. */
  async #bringBack(
    source: LocalDeviceSource<object>,
    { source: kind, enabled, muted, mutedBy, capture }: CaptureState,
  ): Promise<void> {
    if (!enabled) return;
    const muting = muted ? source.mute({ release: capture.status === 'released' }) : undefined;
    if (mutedBy === 'server') this.#port.local.mutedByServer(kind);
    await Promise.all([muting, source.enable()]);
  }
}

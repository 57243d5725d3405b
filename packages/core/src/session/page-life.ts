import type { RtcEnvironment } from '../environment/rtc-environment.ts';
import type { CaptureState, LocalMedia } from '../capture/local-media.ts';
import type { LocalDeviceSource } from './local-source.ts';
import type { JoinOptions } from './rtc-session.ts';

/** What the page's life acts on. */
export interface PageLifePort {
  /** Lets go of the call at once. */
  abandon(): void;
  /** Whether there is a call to let go of. */
  inCall(): boolean;
  readonly local: LocalMedia;
  join(options: JoinOptions): Promise<void>;
}

/** A closing page leaves no ghost behind; one that comes back from the back-forward cache is in its call again. */
export class PageLife {
  private readonly port: PageLifePort;
  private readonly undo: () => void;
  private options: JoinOptions | undefined;
  private resume:
    | { readonly options: JoinOptions; readonly microphone: CaptureState; readonly camera: CaptureState }
    | undefined;

  constructor(environment: RtcEnvironment, port: PageLifePort) {
    this.port = port;
    this.undo = environment.observePage((event) => {
      if (event === 'hide') this.hide();
      if (event === 'show-restored') void this.restore();
    });
  }

  /** A join began. Its signal is the app's and is not used again. */
  joining({ signal: _, ...options }: JoinOptions): void {
    this.options = options;
  }

  /** The app left by itself: coming back is not wanted. */
  left(): void {
    this.options = undefined;
    this.resume = undefined;
  }

  /** Stops listening. */
  dispose(): void {
    this.left();
    this.undo();
  }

  private hide(): void {
    if (this.port.inCall() && this.options) {
      const { microphone, camera } = this.port.local.states;
      this.resume = { options: this.options, microphone, camera };
    }
    // Without a call there may still be one that is just being left.
    this.port.abandon();
  }

  private async restore(): Promise<void> {
    const { resume } = this;
    this.resume = undefined;
    if (!resume) return;
    const { microphone, camera } = this.port.local;
    // A device that is gone by now shows in the source's state; the call goes on without it.
    await Promise.allSettled([
      this.bringBack(microphone, resume.microphone),
      this.bringBack(camera, resume.camera),
      this.port.join(resume.options),
    ]);
  }

  /** As it was: what was muted is muted before it opens, so that nothing of it is ever sent. */
  private async bringBack(
    source: LocalDeviceSource<object>,
    { source: kind, enabled, muted, mutedBy, capture }: CaptureState,
  ): Promise<void> {
    if (!enabled) return;
    const muting = muted ? source.mute({ release: capture.status === 'released' }) : undefined;
    if (mutedBy === 'server') this.port.local.mutedByServer(kind);
    await Promise.all([muting, source.enable()]);
  }
}

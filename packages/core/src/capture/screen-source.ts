import { abortError } from '../timing/bounded.ts';
import type { ScreenShareEndReason } from '../face/session-events.ts';
import type { ScreenOptions } from '../face/local-source.ts';
import { captureError, toCaptureError } from './capture-error.ts';
import { createCapture, type Capture } from './capture.ts';
import type { DeviceSource } from './device-source.ts';
import { isGivenUp } from '../timing/lane.ts';
import { OwnSource } from './own-source.ts';
import type { OwnSourceContext } from './source-base.ts';

/** What the screen share works with. */
export interface ScreenSourceContext extends OwnSourceContext {
  /** The share's sound; undefined where the adapter has no way to send it. */
  readonly audio: OwnSource | undefined;
  readonly camera: DeviceSource;
  /** What becomes of the camera where the app does not say. */
  readonly cameraMeanwhile: 'keep' | 'suspend';
}

/** The screen share with its sound. */
export class ScreenSource extends OwnSource {
  readonly #share: ScreenSourceContext;
  #restoreCamera: (() => void) | undefined;

  constructor(share: ScreenSourceContext) {
    super(share);
    this.#share = share;
  }

  /** See `LocalScreen.enable`. The picker opens within this call when nothing else is going on. */
  enableWith({ signal, ...options }: ScreenOptions = {}): Promise<void> {
    this.intents += 1;
    return this.run({ signal }, async (given) => {
      if (this.current) return this.#share.tell();
      this.patch({ enabled: true, capture: { status: 'requesting' } });
      try {
        await this.#pick(given, options);
      } catch (error) {
        // A share has no intent to keep: only the person can pick again.
        if (!this.offered) this.patch({ enabled: false, capture: { status: 'off' } });
        throw error;
      }
      const { camera = this.#share.cameraMeanwhile } = options;
      if (camera === 'suspend') await this.#suspendCamera();
      if (isGivenUp(given)) {
        if (this.state.enabled) void this.end('app');
        return;
      }
      this.gate.set(!this.state.muted);
      await Promise.all([this.#share.tell(), this.#share.audio?.current && this.#share.audio.context.tell()]);
    });
  }

  /** Ends the share: unpublishes, lets go of picture and sound, brings the camera back. */
  async end(reason: ScreenShareEndReason): Promise<void> {
    const sharing = this.state.enabled && this.current !== undefined;
    const done = Promise.all([this.disable(), this.#share.audio?.disable()]);
    this.#patchUnmuted();
    if (sharing) this.#share.port.screenShareEnded(reason);
    await done;
    if (sharing) this.#bringCameraBack();
  }

  override reset(): void {
    this.#restoreCamera = undefined;
    super.reset();
  }

  async #pick(
    signal: AbortSignal,
    { audio: sound = false, frameRate, contentHint }: ScreenOptions,
  ): Promise<void> {
    const { environment, audio } = this.#share;
    const { mediaDevices, secureContext } = environment;
    if (!mediaDevices?.getDisplayMedia) {
      throw captureError(secureContext ? 'not-supported' : 'insecure-context', 'screen');
    }
    const picking = mediaDevices.getDisplayMedia({
      video: frameRate === undefined ? true : { frameRate: { ideal: frameRate } },
      audio: sound && audio !== undefined,
    });
    const stream = await new Promise<MediaStream>((resolve, reject) => {
      const giveUp = (): void => {
        reject(abortError('Sharing the screen'));
      };
      signal.addEventListener('abort', giveUp);
      picking.then(
        (picked) => {
          if (signal.aborted) for (const track of picked.getTracks()) track.stop();
          else resolve(picked);
        },
        (cause: unknown) => {
          reject(toCaptureError(cause, 'screen'));
        },
      );
    });
    const { picture, heard } = Object.fromEntries(
      stream.getTracks().map((track) => [track.kind === 'video' ? 'picture' : 'heard', track]),
    ) as { picture?: MediaStreamTrack; heard?: MediaStreamTrack };
    if (!picture || picture.readyState === 'ended') throw captureError('screen-share-cancelled', 'screen');
    this.contentHint = contentHint ?? 'detail';
    picture.contentHint = this.contentHint;
    this.install(await this.#watch(this, picture, signal, () => this.end('browser')));
    if (!heard || !audio) return;
    const capture = await this.#watch(audio, heard, signal, () => audio.disable());
    audio.patch({ enabled: true });
    audio.install(capture);
    audio.gate.set(!audio.state.muted);
  }

  async #watch(
    source: OwnSource,
    raw: MediaStreamTrack,
    signal: AbortSignal,
    ended: () => Promise<void>,
  ): Promise<Capture> {
    const capture: Capture = await createCapture(
      raw,
      { signal, environment: this.#share.environment },
      {
        ended() {
          ended().catch(source.warn);
        },
        interrupted(interrupted) {
          if (source.current === capture)
            source.patch({ capture: { status: interrupted ? 'interrupted' : 'live' } });
        },
      },
    );
    return capture;
  }

  /** A share that begins anew is not muted: nobody remembers the mute of the one before. */
  #patchUnmuted(): void {
    for (const source of [this, this.#share.audio]) {
      if (source?.state.muted) void source.unmute();
    }
  }

  async #suspendCamera(): Promise<void> {
    const { camera } = this.#share;
    if (!camera.state.enabled || camera.state.muted) return;
    const muted = camera.mute({ release: true });
    const { intents } = camera;
    this.#restoreCamera = () => {
      // Whatever the app or the server did to the camera since is what holds.
      if (camera.intents === intents) camera.unmute().catch(camera.warn);
    };
    await muted.catch(camera.warn);
  }

  #bringCameraBack(): void {
    this.#restoreCamera?.();
    this.#restoreCamera = undefined;
  }
}

import type { RtcError } from '../errors/rtc-error.ts';
import type { CaptureFailure } from '../model/local-source-state.ts';
import type { MuteOptions } from '../face/local-source.ts';
import { isGivenUp, type LaneTask } from '../timing/lane.ts';
import type { CaptureState } from './local-media.ts';
import { initialState, SourceBase, type OwnSourceContext } from './source-base.ts';

type Release = NonNullable<MuteOptions['release']>;

/**
 * One own source: intent, device and gate, and the order in which they change. What is silent is silent synchronously; the
 * rest runs in the source's lane.
 */
export class OwnSource extends SourceBase {
  #unmuting: AbortController | undefined;
  #release: Release;
  #cancelRelease: (() => void) | undefined;

  constructor(context: OwnSourceContext) {
    super(context);
    this.#release = context.release;
  }

  /** Asks for the source. `adjust` changes what is already open. */
  enable(signal: AbortSignal | undefined, adjust: LaneTask): Promise<void> {
    const wasEnabled = this.state.enabled;
    const intents = (this.intents += 1);
    if (!wasEnabled) this.patch({ enabled: true });
    return this.run({ signal }, async (given) => {
      if (this.current) {
        this.offered = this.current;
        await adjust(given);
        if (given.aborted) return;
      } else if (!this.state.muted || this.#release === false) {
        await this.bring(given);
      } else if (this.state.capture.status === 'off') {
        this.patch({ capture: { status: 'released' } });
      }
      if (!this.state.muted) this.gate.set(true);
      await this.context.tell();
    }).catch((error: unknown) => {
      // Given up, and nobody has asked for it since: as if it had never been asked for.
      if (signal?.aborted && !wasEnabled && intents === this.intents) void this.disable();
      throw error;
    });
  }

  /** Silences at once, then tells the others, then lets go of the device as was asked for. */
  mute({ release }: MuteOptions = {}, by: 'self' | 'server' = 'self'): Promise<void> {
    this.intents += 1;
    this.#silence(by);
    this.#release = release ?? this.context.release;
    return this.run({ kept: true }, async (signal) => {
      // An unmute has come since: the last intent wins.
      if (!this.state.muted || this.#unmuting) return;
      try {
        await this.context.tell();
      } finally {
        if (this.#release === true) await this.#letGo(signal);
        else if (this.#release !== false && !signal.aborted) this.#letGoLater(this.#release.afterMs);
      }
    });
  }

  /** Opens what mute had let go, tells the others, and opens the gate last. */
  unmute(): Promise<void> {
    this.intents += 1;
    if (!this.state.enabled) {
      this.announcedMuted = false;
      if (this.state.muted) this.patch({ muted: false, mutedBy: undefined });
      return Promise.resolve();
    }
    this.#unmuting ??= new AbortController();
    const unmuting = this.#unmuting;
    return this.run({ signal: unmuting.signal }, async (signal) => {
      this.#cancelRelease?.();
      const opened = !this.current && (await this.bring(signal));
      try {
        await this.context.tell();
        if (signal.aborted) return;
        this.announcedMuted = false;
        this.gate.expectWrites();
        await this.context.tell();
      } catch (error) {
        if (!signal.aborted && this.state.muted) {
          this.announcedMuted = true;
          this.gate.set(false);
        }
        if (opened && this.state.muted) await this.#letGo(signal).catch(this.warn);
        throw error;
      }
      if (isGivenUp(signal)) return;
      this.gate.set(true);
      if (this.state.muted) this.patch({ muted: false, mutedBy: undefined });
    }).finally(() => {
      if (this.#unmuting === unmuting) this.#unmuting = undefined;
    });
  }

  /** Unpublishes, then lets go. The status afterwards is `capture`. */
  disable(capture: CaptureState['capture'] = { status: 'off' }): Promise<void> {
    this.intents += 1;
    this.lane.abort('not-kept');
    this.#cancelRelease?.();
    this.gate.set(false);
    this.offered = undefined;
    if (this.state.enabled) this.patch({ enabled: false });
    return this.run({ kept: true }, async (signal) => {
      // An enable has come since: the last intent wins.
      if (this.state.enabled) return;
      await this.context.tell().catch(this.warn);
      if (signal.aborted) return;
      this.drop(this.current);
      if (this.state.capture.status !== capture.status || this.state.track)
        this.patch({ capture, track: undefined, deviceLabel: undefined });
    });
  }

  /** The device is gone: silent until the app acts. */
  lost(reason: CaptureFailure, error: RtcError): Promise<void> {
    this.intents += 1;
    this.#silence('device-lost');
    this.forget();
    this.patch({ capture: { status: 'failed', reason, error }, track: undefined });
    return this.run({ kept: true }, () => this.context.tell().catch(this.warn));
  }

  /** Everything ends at once: device, intent, what runs and what waits. */
  reset(): void {
    this.lane.abort('all');
    this.#cancelRelease?.();
    this.#unmuting = undefined;
    this.gate.set(false);
    this.forget();
    this.held = false;
    this.announcedMuted = false;
    this.#release = this.context.release;
    this.intents += 1;
    const { enabled, muted, capture, deviceId } = this.state;
    // The choice of a device is kept: it is no intent to send.
    if (enabled || muted || capture.status !== 'off')
      this.patch({ ...initialState(this.context.source), deviceId });
  }

  #silence(by: 'self' | 'server' | 'device-lost'): void {
    this.#unmuting?.abort();
    this.#unmuting = undefined;
    this.#cancelRelease?.();
    this.gate.set(false);
    this.announcedMuted = true;
    if (!this.state.muted || by === 'server') this.patch({ muted: true, mutedBy: by });
  }

  async #letGo(signal: AbortSignal): Promise<void> {
    const { current } = this;
    if (!current) return;
    this.offered = undefined;
    try {
      await this.context.tell();
    } finally {
      if (!signal.aborted && this.current === current) {
        this.drop(current);
        if (this.state.enabled) this.patch({ capture: { status: 'released' }, track: undefined });
      }
    }
  }

  #letGoLater(afterMs: number): void {
    this.#cancelRelease?.();
    this.#cancelRelease = this.context.environment.clock.after(afterMs, () => {
      this.run({ kept: true }, async (signal) => {
        if (this.state.muted) await this.#letGo(signal);
      }).catch(this.warn);
    });
  }
}

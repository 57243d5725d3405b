import type { LocalPublication } from '../adapter/rtc-driver.ts';
import type { RtcEnvironment } from '../environment/rtc-environment.ts';
import { RtcError } from '../errors/rtc-error.ts';
import { toRtcError } from '../errors/to-rtc-error.ts';
import { abortError } from '../machine/bounded.ts';
import type { CaptureFailure } from '../model/local-source-state.ts';
import type { SourceKind } from '../model/source-kind.ts';
import type { MuteOptions } from '../session/local-source.ts';
import { captureFailure } from './capture-error.ts';
import type { Capture } from './capture.ts';
import { createGate, type Gate } from './gate.ts';
import { createLane, type LaneRun, type LaneTask } from './lane.ts';
import type { CaptureState, LocalMediaPort } from './local-media.ts';
import type { Offer } from './publication.ts';

/** What every own source works with. */
export interface OwnSourceContext {
  readonly source: SourceKind;
  readonly environment: RtcEnvironment;
  readonly port: LocalMediaPort;
  /** Tells the machine what changed of this source. */
  readonly tell: () => Promise<void>;
  /** The gate opened or closed. */
  readonly gateChanged?: (() => void) | undefined;
  /** Somebody wrote against the closed gate. */
  readonly contained?: (() => void) | undefined;
  /** The captured track changed. */
  readonly shown?: ((track: MediaStreamTrack | undefined) => void) | undefined;
  /** Opens the device anew; undefined where only the person can (a screen). */
  readonly acquire?: ((signal: AbortSignal) => Promise<Capture>) | undefined;
  /** When mute lets go of the device, where the app does not say. */
  readonly release: NonNullable<MuteOptions['release']>;
}

type Release = NonNullable<MuteOptions['release']>;

/**
 * One own source: intent, device and gate, and the order in which they change. What is silent is silent synchronously; the
 * rest runs in the source's lane.
 */
export class OwnSource {
  readonly gate: Gate;
  /** See {@link LocalPublication.contentHint}. */
  contentHint: LocalPublication['contentHint'] = '';
  /** The open device. */
  current: Capture | undefined;
  /** What legs are given: `current`, unless it is about to be let go. */
  offered: Capture | undefined;
  /** Keeps the publication while the device is changed. */
  held = false;
  /** Rises with each command and each loss: who remembers it can tell whether the app has acted since. */
  intents = 0;
  state: CaptureState;
  readonly context: OwnSourceContext;
  private readonly lane = createLane();
  private announcedMuted = false;
  private unmuting: AbortController | undefined;
  private release: Release;
  private cancelRelease: (() => void) | undefined;

  constructor(context: OwnSourceContext) {
    this.context = context;
    this.release = context.release;
    this.state = initialState(context.source);
    this.gate = createGate({ contained: context.contained, changed: context.gateChanged });
  }

  /** What is to be published now. */
  offer(): Offer | undefined {
    const { offered, gate, contentHint, announcedMuted } = this;
    if (!this.state.enabled || !(offered || announcedMuted || this.held)) return undefined;
    return { track: offered?.track ?? null, gate, muted: announcedMuted || !offered, contentHint };
  }

  /** Runs a command in this source's lane. */
  run(run: LaneRun, task: LaneTask): Promise<void> {
    return this.lane.run(run, task);
  }

  /** Changes the state and reports it. */
  patch(change: Partial<CaptureState>): void {
    const before = this.state;
    this.state = { ...before, ...change };
    if (this.state.track !== before.track) this.context.shown?.(this.state.track);
    this.context.port.changed(this.state);
  }

  /** Asks for the source. `adjust` changes what is already open. */
  enable(signal: AbortSignal | undefined, adjust: LaneTask): Promise<void> {
    const { source } = this.context;
    const wasEnabled = this.state.enabled;
    this.intents += 1;
    if (!wasEnabled) this.patch({ enabled: true });
    return this.run({ what: `Enabling the ${source}`, signal }, async (given) => {
      if (this.current) {
        this.offered = this.current;
        await adjust(given);
        if (given.aborted) return;
      } else if (!this.state.muted || this.release === false) {
        await this.bring(given);
      } else if (this.state.capture.status === 'off') {
        this.patch({ capture: { status: 'released' } });
      }
      if (!this.state.muted) this.gate.set(true);
      await this.context.tell();
    }).catch((error: unknown) => {
      if (signal?.aborted && !wasEnabled && !this.current && this.state.enabled)
        this.patch({ enabled: false });
      throw error;
    });
  }

  /** Silences at once, then tells the others, then lets go of the device as was asked for. */
  mute({ release }: MuteOptions = {}, by: 'self' | 'server' = 'self'): Promise<void> {
    this.intents += 1;
    this.silence(by);
    this.release = release ?? this.context.release;
    return this.run({ what: `Muting the ${this.context.source}`, kept: true }, async (signal) => {
      // An unmute has come since: the last intent wins.
      if (!this.state.muted || this.unmuting) return;
      try {
        await this.context.tell();
      } finally {
        if (this.release === true) await this.letGo(signal);
        else if (this.release !== false && !signal.aborted) this.letGoLater(this.release.afterMs);
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
    this.unmuting ??= new AbortController();
    const { unmuting } = this;
    return this.run(
      { what: `Unmuting the ${this.context.source}`, signal: unmuting.signal },
      async (signal) => {
        this.cancelRelease?.();
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
          if (opened && this.state.muted) await this.letGo(signal).catch(this.warn);
          throw error;
        }
        if (signal.aborted) return;
        this.gate.set(true);
        if (this.state.muted) this.patch({ muted: false, mutedBy: undefined });
      },
    ).finally(() => {
      if (this.unmuting === unmuting) this.unmuting = undefined;
    });
  }

  /** Unpublishes, then lets go. The status afterwards is `capture`. */
  disable(capture: CaptureState['capture'] = { status: 'off' }): Promise<void> {
    this.intents += 1;
    this.lane.abort('not-kept');
    this.cancelRelease?.();
    this.gate.set(false);
    this.offered = undefined;
    if (this.state.enabled) this.patch({ enabled: false });
    return this.run({ what: `Disabling the ${this.context.source}`, kept: true }, async (signal) => {
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
    this.silence('device-lost');
    this.forget();
    this.patch({ capture: { status: 'failed', reason, error }, track: undefined });
    return this.run({ what: `Muting the ${this.context.source}`, kept: true }, () =>
      this.context.tell().catch(this.warn),
    );
  }

  /** Makes a capture the one that legs are given. */
  install(capture: Capture): void {
    this.current = capture;
    this.offered = capture;
    const { raw, track } = capture;
    this.patch({
      capture: { status: raw.muted ? 'interrupted' : 'live' },
      track,
      deviceLabel: raw.label || undefined,
    });
  }

  /** Opens the device, or says in the state why it cannot be had. */
  async bring(signal: AbortSignal): Promise<true> {
    const { capture } = this.state;
    this.patch({ capture: { status: 'requesting' } });
    try {
      if (!this.context.acquire)
        throw new RtcError({ code: 'invalid-state', message: 'Enable the screen first.' });
      const opened = await this.context.acquire(signal);
      if (signal.aborted) {
        opened.stop();
        throw abortError(`Opening the ${this.context.source}`);
      }
      this.install(opened);
      return true;
    } catch (cause) {
      const error = toRtcError(cause, { message: `The ${this.context.source} could not be opened.` });
      if (this.state.capture.status === 'requesting') {
        this.patch({
          capture: signal.aborted ? capture : { status: 'failed', reason: captureFailure(error), error },
        });
      }
      throw error;
    }
  }

  /** Ends a capture that legs are no longer given. */
  drop(capture: Capture | undefined): void {
    capture?.stop();
    if (this.current === capture) this.current = undefined;
  }

  /** Forgets the open device without a word to anybody. */
  forget(): void {
    this.current?.stop();
    this.current = undefined;
    this.offered = undefined;
  }

  /** Everything ends at once: device, intent, what runs and what waits. */
  reset(): void {
    this.lane.abort('all');
    this.cancelRelease?.();
    this.unmuting = undefined;
    this.gate.set(false);
    this.forget();
    this.held = false;
    this.announcedMuted = false;
    this.release = this.context.release;
    this.intents += 1;
    const { enabled, muted, capture, deviceId } = this.state;
    // The choice of a device is kept: it is no intent to send.
    if (enabled || muted || capture.status !== 'off')
      this.patch({ ...initialState(this.context.source), deviceId });
  }

  /** Reports a failure that nobody awaits. */
  readonly warn = (cause: unknown): void => {
    this.context.port.warn(
      toRtcError(cause, { message: `The ${this.context.source} could not be brought in line.` }),
    );
  };

  private silence(by: 'self' | 'server' | 'device-lost'): void {
    this.unmuting?.abort();
    this.unmuting = undefined;
    this.cancelRelease?.();
    this.gate.set(false);
    this.announcedMuted = true;
    if (!this.state.muted || by === 'server') this.patch({ muted: true, mutedBy: by });
  }

  private async letGo(signal: AbortSignal): Promise<void> {
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

  private letGoLater(afterMs: number): void {
    this.cancelRelease?.();
    this.cancelRelease = this.context.environment.clock.after(afterMs, () => {
      this.run({ what: 'Letting go', kept: true }, async (signal) => {
        if (this.state.muted) await this.letGo(signal);
      }).catch(this.warn);
    });
  }
}

function initialState(source: SourceKind): CaptureState {
  return {
    source,
    enabled: false,
    muted: false,
    mutedBy: undefined,
    capture: { status: 'off' },
    deviceId: undefined,
    deviceLabel: undefined,
    track: undefined,
  };
}

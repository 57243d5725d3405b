import type { LocalPublication } from '../adapter/rtc-driver.ts';
import type { RtcEnvironment } from '../environment/rtc-environment.ts';
import { RtcError } from '../errors/rtc-error.ts';
import { toRtcError } from '../errors/to-rtc-error.ts';
import { abortError } from '../timing/bounded.ts';
import type { SourceKind } from '../model/source-kind.ts';
import type { MuteOptions } from '../face/local-source.ts';
import { captureFailure } from './capture-error.ts';
import type { Capture } from './capture.ts';
import { createGate, type Gate } from './gate.ts';
import { createLane, type Lane, type LaneRun, type LaneTask } from '../timing/lane.ts';
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

/** What an own source has: its state, its open device, its gate and its lane. */
export class SourceBase {
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
  protected readonly lane: Lane;
  /** What the others are told: mute at once, unmute before the gate opens. */
  protected announcedMuted = false;

  constructor(context: OwnSourceContext) {
    this.context = context;
    this.state = initialState(context.source);
    this.lane = createLane(context.source);
    this.gate = createGate({ contained: context.contained, changed: context.gateChanged });
  }

  /** What is to be published now. */
  offer(): Offer | undefined {
    const { offered, gate, contentHint, announcedMuted } = this;
    if (!this.state.enabled || !(offered || announcedMuted || this.held)) return undefined;
    return { track: offered?.track ?? null, gate, muted: announcedMuted || !offered, contentHint };
  }

  /** Runs a command in this source's lane. */
  run(how: LaneRun, task: LaneTask): Promise<void> {
    return this.lane.run(how, task);
  }

  /** Changes the state and reports it. */
  patch(change: Partial<CaptureState>): void {
    const before = this.state;
    this.state = { ...before, ...change };
    if (this.state.track !== before.track) this.context.shown?.(this.state.track);
    this.context.port.changed(this.state);
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

  /** Reports a failure that nobody awaits. */
  readonly warn = (cause: unknown): void => {
    this.context.port.warn(
      toRtcError(cause, { message: `The ${this.context.source} could not be brought in line.` }),
    );
  };
}

/** A source that nobody has asked for. */
export function initialState(source: SourceKind): CaptureState {
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

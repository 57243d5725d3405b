import type { LocalPublication } from '../adapter/rtc-driver.ts';
import type { LobbyEnvironment } from '../environment/rtc-environment.ts';
import { RtcError } from '../errors/rtc-error.ts';
import { toRtcError } from '../errors/to-rtc-error.ts';
import type { MuteOptions } from '../face/local-source.ts';
import type { SourceKind } from '../model/source-kind.ts';
import { abortError } from '../timing/bounded.ts';
import { createLane, type Lane } from '../timing/lane.ts';
import { captureError, captureFailure } from './capture-error.ts';
import type { Capture } from './capture.ts';
import { createGate, type Gate } from './gate.ts';
import type { LocalMediaPort } from './local-media.ts';
import type { Offer } from './offer.ts';
import { createOpenDevice, type OpenDevice } from './open-device.ts';
import { createSourceState, type SourceState } from './source-state.ts';

/** The moment in which mute releases the device. */
export type Release = NonNullable<MuteOptions['release']>;

/** The surroundings of a source. */
export interface SourceContext {
  readonly source: SourceKind;
  readonly environment: LobbyEnvironment;
  readonly port: LocalMediaPort;
  /** The captured track changed. */
  readonly shown?: ((track: MediaStreamTrack | undefined) => void) | undefined;
  /** Tells whether nothing may be announced before something was captured: of a screen nobody knows before it was picked. */
  readonly capturedFirst?: boolean | undefined;
  /** The moment in which mute releases the device, where the app does not say. */
  readonly release: Release;
}

/** The parts of a source: its state, its open device, its gate and its lane, and what it offers of them. */
export interface Source {
  readonly context: SourceContext;
  readonly state: SourceState;
  readonly device: OpenDevice;
  readonly gate: Gate;
  readonly lane: Lane;
  /** The mute that the others are told of: at once when muting, before the gate opens when unmuting. */
  announcedMuted: boolean;
  /** Keeps the publication while the device is changed. */
  held: boolean;
  /** See {@link LocalPublication.contentHint}. */
  contentHint: LocalPublication['contentHint'];
  /** Rises with each command and each loss: who remembers it can tell whether anybody has acted since. */
  intents: number;
  /** Rises with each wish to have the source. */
  asks: number;
  /** Returns what is to be published now. */
  offer(): Offer | undefined;
  /** Brings every leg in line with the offer. `anew`: also what was refused before. */
  tell(how?: { readonly anew: boolean }): Promise<void>;
  /**
   * Sends what has been opened: through the gate where the source is still wanted and not muted, for somebody may have acted while
   * it was awaited; then every leg has it, also one that refused before.
   */
  send(): Promise<void>;
  /** Installs what `open` gives, or says in the state why it cannot be had. */
  bring(signal: AbortSignal, open: (signal: AbortSignal) => Promise<Capture>): Promise<void>;
  /** Reports a failure that nobody awaits. */
  warn(cause: unknown): void;
}

/** Makes a source that nobody has asked for. */
export function createSource(context: SourceContext): Source {
  const { source: kind, port, shown, capturedFirst = false } = context;
  const state = createSourceState(kind, { changed: port.changed, shown });
  const device = createOpenDevice(state);
  const warn = (cause: unknown): void => {
    port.warn(toRtcError(cause, { message: `The ${kind} could not be brought in line.` }));
  };
  const source: Source = {
    context,
    state,
    device,
    gate: createGate({
      contained() {
        port.contained('gate-write');
      },
    }),
    lane: createLane(kind),
    announcedMuted: false,
    held: false,
    contentHint: '',
    intents: 0,
    asks: 0,
    offer() {
      const { enabled, capture } = state.value;
      const { offered } = device;
      const media = offered?.raw.readyState === 'ended' ? undefined : offered;
      const known = !capturedFirst || device.current || capture.status === 'released';
      if (!enabled || !(media || source.held || (source.announcedMuted && known))) return undefined;
      // Others would take somebody whom the system silences for one who says nothing. A picture stands still there, which is seen.
      const muted = source.announcedMuted || !media || (media.raw.muted && kind === 'microphone');
      return { media, muted, contentHint: source.contentHint };
    },
    tell: (how) => port.offerChanged(kind, how),
    async send() {
      if (state.value.enabled && !state.value.muted) source.gate.set(true);
      await source.tell({ anew: true });
      device.settle();
    },
    async bring(signal, open) {
      const { capture, enabled } = state.value;
      // Nothing is opened that nobody wants, whoever it is that asks.
      if (!enabled) throw abortError(`Opening the ${kind}`);
      state.patch({ capture: { status: 'requesting' } });
      try {
        const opened = checkLive(await open(signal), kind);
        if (signal.aborted || !state.value.enabled) {
          opened.stop();
          throw abortError(`Opening the ${kind}`);
        }
        device.install(opened);
      } catch (cause) {
        const error = toRtcError(cause, { message: `The ${kind} could not be opened.` });
        if (state.value.capture.status === 'requesting') {
          state.patch({
            capture: signal.aborted ? capture : { status: 'failed', reason: captureFailure(error), error },
            track: device.current?.track,
          });
        }
        throw error;
      }
    },
    warn,
  };
  return source;
}

/** Throws `device-not-found` for a capture that ended while it was handed over, when nobody heard of it yet. */
export function checkLive(capture: Capture, source: SourceKind): Capture {
  const { raw, track } = capture;
  if (raw.readyState !== 'ended' && track.readyState !== 'ended') return capture;
  capture.stop();
  throw captureError('device-not-found', source);
}

/** Refuses to open what only the person can. */
export function cannotOpen(source: SourceKind): () => Promise<never> {
  return () =>
    Promise.reject(new RtcError({ code: 'invalid-state', message: `Enable the ${source} first.` }));
}

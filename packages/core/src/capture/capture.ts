import { toRtcError } from '../errors/to-rtc-error.ts';
import { RtcError } from '../errors/rtc-error.ts';
import type { LobbyEnvironment } from '../environment/rtc-environment.ts';
import { abortError, bounded } from '../timing/bounded.ts';
import type { MediaProcessor, ProcessedTrack } from '../face/media-processor.ts';
import type { Gate, GatedFamily } from './gate.ts';
import type { OfferedMedia } from './offer.ts';

/** An open device or screen. */
export interface Capture extends OfferedMedia {
  /** The track of the device. */
  readonly raw: MediaStreamTrack;
  /** The track that is previewed and sent: the processor's output, or `raw`. */
  readonly track: MediaStreamTrack;
  /** Runs an action on every clone that legs have. */
  each(action: (track: MediaStreamTrack) => void): void;
  /** Lets go of it: ends every clone that was handed out, and the device with them. Idempotent. */
  stop(): void;
}

/** Everything that may happen to an open device. */
export interface CaptureEvents {
  /** It is gone, and not by `stop()`. `error` where a processor gave up. */
  ended(error?: RtcError): void;
  /** The system took it away for a while, or gave it back. */
  interrupted(interrupted: boolean): void;
  /** The page is in front again, and the device is still taken away. */
  stuck?(): void;
}

/** The surroundings of a capture. */
export interface CaptureContext {
  readonly environment: LobbyEnvironment;
  /** The gate before every clone of it. */
  readonly gate: Gate;
}

/** The time that the system has to give a device back once the page is in front again; milliseconds. */
const returnMs = 1000;

/** The bound of a processor's start: it may have to load a model. Milliseconds. */
const startMs = 30_000;

/** Watches a raw track and owns it from now on, with the output of a processor that runs on it. */
export function holdTrack(
  raw: MediaStreamTrack,
  { environment, gate }: CaptureContext,
  events: CaptureEvents,
  processed?: ProcessedTrack,
): Capture {
  const listeners = new AbortController();
  const { signal } = listeners;
  const track = processed?.track ?? raw;
  const handed = new Set<GatedFamily>();
  let unwatch: (() => void) | undefined;
  let cancel: (() => void) | undefined;
  const rest = (): void => {
    unwatch?.();
    cancel?.();
  };
  const on = (name: string, run: () => void): void => {
    raw.addEventListener(name, run, { signal });
  };
  on('ended', () => {
    events.ended();
  });
  on('mute', () => {
    rest();
    // After a phone call iOS may never give the device back by itself.
    unwatch = environment.observePage((event) => {
      if (event !== 'gesture') cancel?.();
      if (event === 'visible') cancel = environment.clock.after(returnMs, () => events.stuck?.());
    });
    events.interrupted(true);
  });
  on('unmute', () => {
    rest();
    events.interrupted(false);
  });
  const gaveUp = (): void => {
    events.ended(
      new RtcError({ code: 'unknown', message: 'The processor stopped. Try again, or use none.' }),
    );
  };
  processed?.track.addEventListener('ended', gaveUp, { signal });
  return {
    raw,
    track,
    hand() {
      const family = gate.hand(track);
      const owned: GatedFamily = {
        track: family.track,
        each: family.each,
        stop() {
          handed.delete(owned);
          family.stop();
        },
      };
      handed.add(owned);
      return owned;
    },
    each(action) {
      for (const family of handed) family.each(action);
    },
    stop() {
      if (signal.aborted) return;
      listeners.abort();
      rest();
      for (const family of handed) family.stop();
      raw.stop();
      if (processed) stopProcessed(processed);
    },
  };
}

/** The same after the processor, if there is one, has started. Owns the track also when it rejects. */
export async function createCapture(
  raw: MediaStreamTrack,
  context: CaptureContext & {
    readonly signal: AbortSignal;
    readonly processor?: MediaProcessor | undefined;
  },
  events: CaptureEvents,
): Promise<Capture> {
  const { signal, processor } = context;
  try {
    const processed = processor && (await startProcessor(processor, raw, context));
    const capture = holdTrack(raw, context, events, processed);
    if (!signal.aborted) return capture;
    capture.stop();
    throw abortError('Opening the device');
  } catch (error) {
    raw.stop();
    throw error;
  }
}

function stopProcessed(processed: ProcessedTrack): void {
  processed.track.stop();
  try {
    processed.stop();
  } catch {
    // It was asked to stop and its tracks are ended: nothing of it is used any more.
  }
}

async function startProcessor(
  processor: MediaProcessor,
  raw: MediaStreamTrack,
  {
    signal,
    environment: { clock },
  }: { readonly signal: AbortSignal; readonly environment: LobbyEnvironment },
): Promise<ProcessedTrack> {
  const start = async (given: { readonly signal: AbortSignal }): Promise<ProcessedTrack> => {
    const processed = await processor.start(raw, given);
    if (given.signal.aborted) stopProcessed(processed);
    return processed;
  };
  try {
    return await bounded(start, { clock, ms: startMs, what: 'Starting the processor', signals: [signal] });
  } catch (cause) {
    throw toRtcError(cause, { message: 'The processor could not start. Try again, or use none.' });
  }
}

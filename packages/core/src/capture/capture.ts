import { toRtcError } from '../errors/to-rtc-error.ts';
import { RtcError } from '../errors/rtc-error.ts';
import type { RtcEnvironment } from '../environment/rtc-environment.ts';
import { abortError, bounded } from '../timing/bounded.ts';
import type { MediaProcessor, ProcessedTrack } from '../face/media-processor.ts';

/** An open device or screen. */
export interface Capture {
  /** What the device gives. */
  readonly raw: MediaStreamTrack;
  /** What is previewed and sent: the processor's output, or `raw`. */
  readonly track: MediaStreamTrack;
  /** Lets go of it. Idempotent. */
  stop(): void;
}

/** What may happen to an open device. */
export interface CaptureEvents {
  /** It is gone, and not by `stop()`. `error` where a processor gave up. */
  ended(error?: RtcError): void;
  /** The system took it away for a while, or gave it back. */
  interrupted(interrupted: boolean): void;
  /** The page is in front again, and the device is still taken away. */
  stuck?(): void;
}

/** How long the system may take to give a device back once the page is in front again; milliseconds. */
const returnMs = 1000;

/** How long a processor may take to start: it may have to load a model. Milliseconds. */
const startMs = 30_000;

/** Watches a raw track, runs it through a processor if there is one, and owns both from now on, also when it rejects. */
export async function createCapture(
  raw: MediaStreamTrack,
  {
    signal,
    processor,
    environment,
  }: {
    readonly signal: AbortSignal;
    readonly processor?: MediaProcessor | undefined;
    readonly environment: RtcEnvironment;
  },
  events: CaptureEvents,
): Promise<Capture> {
  const listeners = new AbortController();
  let processed: ProcessedTrack | undefined;
  let unwatch: (() => void) | undefined;
  let cancel: (() => void) | undefined;
  const rest = (): void => {
    unwatch?.();
    cancel?.();
  };
  const stop = (): void => {
    if (listeners.signal.aborted) return;
    listeners.abort();
    rest();
    raw.stop();
    processed?.track.stop();
    try {
      processed?.stop();
    } catch {
      // It was asked to stop and its tracks are ended: nothing of it is used any more.
    }
  };
  const on = (name: string, run: () => void): void => {
    raw.addEventListener(name, run, { signal: listeners.signal });
  };
  on('ended', () => {
    events.ended();
  });
  on('mute', () => {
    rest();
    // After a phone call iOS may never give the device back by itself.
    unwatch = environment.observePage((event) => {
      cancel?.();
      if (event === 'visible') cancel = environment.clock.after(returnMs, () => events.stuck?.());
    });
    events.interrupted(true);
  });
  on('unmute', () => {
    rest();
    events.interrupted(false);
  });
  try {
    if (processor) {
      processed = await startProcessor(processor, raw, { signal, environment });
      processed.track.addEventListener(
        'ended',
        () => {
          events.ended(
            new RtcError({ code: 'unknown', message: 'The processor stopped. Try again, or use none.' }),
          );
        },
        { signal: listeners.signal },
      );
    }
    if (signal.aborted) throw abortError('Opening the device');
  } catch (error) {
    stop();
    throw error;
  }
  return { raw, track: processed?.track ?? raw, stop };
}

async function startProcessor(
  processor: MediaProcessor,
  raw: MediaStreamTrack,
  { signal, environment: { clock } }: { readonly signal: AbortSignal; readonly environment: RtcEnvironment },
): Promise<ProcessedTrack> {
  const start = async (given: AbortSignal): Promise<ProcessedTrack> => {
    const processed = await processor.start(raw, { signal: given });
    if (given.aborted) {
      processed.track.stop();
      processed.stop();
    }
    return processed;
  };
  try {
    return await bounded(start, { clock, ms: startMs, what: 'Starting the processor', signals: [signal] });
  } catch (cause) {
    throw toRtcError(cause, { message: 'The processor could not start. Try again, or use none.' });
  }
}

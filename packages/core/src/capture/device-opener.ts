import type { LobbyEnvironment } from '../environment/rtc-environment.ts';
import type { RtcError } from '../errors/rtc-error.ts';
import { abortError } from '../timing/bounded.ts';
import { mediaKindOf, type SourceKind } from '../model/source-kind.ts';
import { captureError, toCaptureError } from './capture-error.ts';

/** A device that should be opened. */
export interface OpenRequest {
  /** For which source. */
  readonly source: SourceKind;
  /** The constraints to ask for. */
  readonly constraints: MediaTrackConstraints;
  /** Gives up: a track that comes later is stopped at once. */
  readonly signal: AbortSignal;
}

interface Waiting extends OpenRequest {
  resolve(track: MediaStreamTrack): void;
  reject(error: RtcError): void;
}

/**
 * Opens devices. Requests made together, before anything is awaited, become one prompt; when it fails each is tried alone,
 * so that a missing camera does not cost the microphone. Waits for the person as long as the signal allows.
 */
export function createDeviceOpener(
  environment: LobbyEnvironment,
): (request: OpenRequest) => Promise<MediaStreamTrack> {
  let batch: Waiting[] = [];
  /** The last answer of the browser for a kind of media, or the one that it owes. */
  const answers = new Map<string, Promise<unknown>>();

  async function ask(requests: readonly [Waiting, ...Waiting[]]): Promise<void> {
    const [{ source: first, reject: rejectFirst }] = requests;
    const { mediaDevices, secureContext } = environment;
    const wanted: MediaStreamConstraints = {};
    for (const { source, constraints } of requests) wanted[mediaKindOf(source)] = constraints;
    try {
      if (!mediaDevices) throw captureError(secureContext ? 'not-supported' : 'insecure-context', first);
      const answer = mediaDevices.getUserMedia(wanted);
      for (const kind of Object.keys(wanted)) answers.set(kind, answer);
      const tracks = (await answer).getTracks();
      for (const { source, signal, resolve, reject } of requests) {
        const track = tracks.find(({ kind }) => kind === mediaKindOf(source));
        if (!track) reject(captureError('device-not-found', source));
        else if (signal.aborted) track.stop();
        else resolve(track);
      }
    } catch (cause) {
      if (requests.length === 1) rejectFirst(toCaptureError(cause, first, secureContext));
      else
        await Promise.all(requests.filter(({ signal }) => !signal.aborted).map((request) => ask([request])));
    }
  }

  return (request) =>
    new Promise((resolve, reject) => {
      if (request.signal.aborted) {
        reject(abortError(`Opening the ${request.source}`));
        return;
      }
      request.signal.addEventListener('abort', () => {
        reject(abortError(`Opening the ${request.source}`));
      });
      const join = (): void => {
        batch.push({ ...request, resolve, reject });
        if (batch.length > 1) return;
        queueMicrotask(() => {
          const [first, ...others] = batch.filter(({ signal }) => !signal.aborted);
          batch = [];
          if (first) void ask([first, ...others]);
        });
      };
      // One that was given up may be answered still: it would silence what was opened meanwhile.
      const before = environment.singleCapture && answers.get(mediaKindOf(request.source));
      if (before) before.then(join, join);
      else join();
    });
}

import type { LobbyEnvironment } from '../environment/rtc-environment.ts';
import { abortError } from '../timing/bounded.ts';
import { captureError, toCaptureError } from './capture-error.ts';
import { displayMediaOptions, type PickRequest } from './display-media-options.ts';

/** The share that was picked: whoever gets it owns both tracks. */
export interface Picked {
  readonly picture: MediaStreamTrack;
  readonly sound: MediaStreamTrack | undefined;
}

/**
 * The browser's picker, one at a time: a page cannot close it, so that what is asked for while one is open waits for that one.
 * A share that is picked when nobody waits for it any more is stopped.
 */
export type Picker = (request: PickRequest, signal: AbortSignal) => Promise<Picked>;

/** Makes a picker. It opens within the call, so that the person's gesture counts. */
export function createPicker({ mediaDevices, secureContext }: LobbyEnvironment): Picker {
  let open: Promise<void> | undefined;
  let taker: { resolve(picked: Picked): void; reject(error: Error): void } | undefined;

  async function pick(request: PickRequest): Promise<void> {
    try {
      if (!mediaDevices?.getDisplayMedia)
        throw captureError(secureContext ? 'not-supported' : 'insecure-context', 'screen');
      const stream = await mediaDevices.getDisplayMedia(displayMediaOptions(request));
      give(stream.getTracks());
    } catch (cause) {
      taker?.reject(toCaptureError(cause, 'screen', secureContext));
    } finally {
      taker = undefined;
      open = undefined;
    }
  }
  function give(tracks: readonly MediaStreamTrack[]): void {
    const picture = tracks.find(({ kind }) => kind === 'video');
    const sound = tracks.find(({ kind }) => kind === 'audio');
    if (taker && picture && picture.readyState !== 'ended') {
      taker.resolve({ picture, sound });
      return;
    }
    for (const track of tracks) track.stop();
    taker?.reject(captureError('screen-share-cancelled', 'screen'));
  }
  return (request, signal) =>
    new Promise((resolve, reject) => {
      const own = { resolve, reject };
      signal.addEventListener('abort', () => {
        if (taker === own) taker = undefined;
        reject(abortError('Sharing the screen'));
      });
      taker = own;
      open ??= pick(request);
    });
}

import type { PlaceholderTrack } from '../adapter/rtc-driver-environment.ts';

/** A black picture or silence from the browser itself; opens no device. */
export function createBrowserPlaceholder(kind: 'audio' | 'video'): PlaceholderTrack {
  return kind === 'video' ? black() : silence();
}

function black(): PlaceholderTrack {
  const canvas = document.createElement('canvas');
  canvas.width = 640;
  canvas.height = 480;
  // Without a context the capture has no first frame, and some encoders never start.
  canvas.getContext('2d')?.fillRect(0, 0, canvas.width, canvas.height);
  return placeholder(canvas.captureStream().getVideoTracks()[0], () => undefined);
}

function silence(): PlaceholderTrack {
  const context = new AudioContext();
  const close = (): void => {
    if (context.state !== 'closed') void context.close();
  };
  return placeholder(context.createMediaStreamDestination().stream.getAudioTracks()[0], close);
}

function placeholder(track: MediaStreamTrack | undefined, release: () => void): PlaceholderTrack {
  if (!track) throw new TypeError('This browser cannot make a placeholder track.');
  return {
    track,
    stop() {
      track.stop();
      release();
    },
  };
}

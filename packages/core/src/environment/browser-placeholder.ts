import type { PlaceholderTrack } from '../adapter/rtc-driver-environment.ts';

/** A black picture or silence from the browser itself; opens no device. */
export function createBrowserPlaceholder(kind: 'audio' | 'video'): PlaceholderTrack {
  return kind === 'video' ? black() : silence();
}

/** The time between two drawings of the picture, milliseconds: of one that stays still no frame may ever reach an encoder. */
const redrawMs = 500;

function black(): PlaceholderTrack {
  const canvas = document.createElement('canvas');
  canvas.width = 640;
  canvas.height = 480;
  const pen = canvas.getContext('2d');
  const draw = (): void => pen?.fillRect(0, 0, canvas.width, canvas.height);
  draw();
  const timer = setInterval(draw, redrawMs);
  return placeholder(canvas.captureStream().getVideoTracks(), () => {
    clearInterval(timer);
  });
}

function silence(): PlaceholderTrack {
  const context = new AudioContext();
  return placeholder(context.createMediaStreamDestination().stream.getAudioTracks(), () => {
    if (context.state !== 'closed') void context.close();
  });
}

function placeholder([track]: readonly MediaStreamTrack[], release: () => void): PlaceholderTrack {
  if (!track) {
    release();
    throw new TypeError('This browser gave no placeholder track.');
  }
  return {
    track,
    stop() {
      track.stop();
      release();
    },
  };
}

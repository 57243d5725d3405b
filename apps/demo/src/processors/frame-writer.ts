import type { Picture } from './frame-reader.ts';

/** Makes a track of pictures. */
export interface FrameWriter {
  readonly track: MediaStreamTrack;
  /** Shows a picture from now on, and closes it. */
  write(picture: Picture): Promise<void>;
  /** Lets go of what it holds. Whoever has the track ends it. */
  stop(): void;
}

/** The way in which some browsers make a track of frames. */
interface FrameGenerators {
  readonly MediaStreamTrackGenerator?: new (init: {
    readonly kind: 'video';
  }) => MediaStreamTrack & { readonly writable: WritableStream<Picture> };
}

/** Makes a track of frames, or of a canvas in browsers that take no frames. */
export function writeFrames(): FrameWriter {
  const { MediaStreamTrackGenerator: Generator }: FrameGenerators & Pick<Window, 'origin'> = window;
  return Generator ? toStream(new Generator({ kind: 'video' })) : toCanvas();
}

function toStream(track: MediaStreamTrack & { readonly writable: WritableStream<Picture> }): FrameWriter {
  const writer = track.writable.getWriter();
  return {
    track,
    write: (picture) => writer.write(picture),
    stop() {
      // What it rejects with is that the track has ended, which is known.
      writer.close().catch(() => undefined);
    },
  };
}

function toCanvas(): FrameWriter {
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d');
  const [track] = canvas.captureStream().getVideoTracks();
  if (!context || !track) throw new Error('This browser makes no track of a canvas.');
  return {
    track,
    write(picture) {
      const { width, height } = sizeOf(picture);
      if (canvas.width !== width) canvas.width = width;
      if (canvas.height !== height) canvas.height = height;
      context.drawImage(picture, 0, 0);
      picture.close();
      return Promise.resolve();
    },
    stop() {
      canvas.width = 0;
    },
  };
}

/** The size of a picture, pixels. */
export function sizeOf(picture: Picture): { readonly width: number; readonly height: number } {
  return 'displayWidth' in picture
    ? { width: picture.displayWidth, height: picture.displayHeight }
    : { width: picture.width, height: picture.height };
}

/** A picture that can be handed to a worker. */
export type Picture = VideoFrame | ImageBitmap;

/** Reads the pictures of a track. */
export interface FrameReader {
  /** Resolves with the newest picture that was not read; undefined once there are no more. */
  read(): Promise<Picture | undefined>;
  /** Ends it; the track goes on. */
  stop(): void;
}

/** The way in which some browsers hand out the frames of a track. */
interface FrameProcessors {
  readonly MediaStreamTrackProcessor?: new (init: {
    readonly track: MediaStreamTrack;
    readonly maxBufferSize: number;
  }) => { readonly readable: ReadableStream<VideoFrame> };
}

/** The longest wait of a page that is not seen for the next picture, milliseconds. */
const hiddenMs = 500;

/** Reads a track frame by frame, or from a video element in browsers that hand out no frames. Rejects where that cannot play. */
export async function readFrames(track: MediaStreamTrack): Promise<FrameReader> {
  const { MediaStreamTrackProcessor: Processor }: FrameProcessors & Pick<Window, 'origin'> = window;
  // One frame is kept: whoever is late gets the newest.
  if (Processor) return fromStream(new Processor({ track, maxBufferSize: 1 }).readable.getReader());
  const video = document.createElement('video');
  video.muted = true;
  video.playsInline = true;
  video.srcObject = new MediaStream([track]);
  await video.play();
  return fromVideo(video);
}

function fromStream(reader: ReadableStreamDefaultReader<VideoFrame>): FrameReader {
  return {
    read: async () => (await reader.read()).value,
    stop() {
      // What it rejects with is that the track has ended, which is known.
      reader.cancel().catch(() => undefined);
    },
  };
}

function fromVideo(video: HTMLVideoElement): FrameReader {
  let stopped = false;
  return {
    async read() {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, hiddenMs);
        video.requestVideoFrameCallback(() => {
          clearTimeout(timer);
          resolve();
        });
      });
      return stopped ? undefined : createImageBitmap(video);
    },
    stop() {
      stopped = true;
      video.srcObject = null;
    },
  };
}

import type { Painting } from '@jackfield/contract/browser';

/** The order that this worker takes: frames of one colour, until nobody takes them any more. */
export interface CameraOrder {
  readonly writable: WritableStream<VideoFrame>;
  /** Degrees. */
  readonly hue: number;
  readonly painting: Painting;
}

addEventListener('message', ({ data }: MessageEvent<CameraOrder>) => {
  const { writable, hue, painting } = data;
  const { width, height, framesPerSecond } = painting;
  const writer = writable.getWriter();
  const [light, ...colours] = yuvOf(hue);
  const picture = new Uint8Array((width * height * 3) / 2);
  colours.forEach((value, index) => {
    picture.fill(value, width * height * (1 + index / 4), width * height * (1 + (index + 1) / 4));
  });
  let count = 0;
  const timer = setInterval(() => {
    // What is not taken is left out, as a camera does.
    if ((writer.desiredSize ?? 0) <= 0) return;
    picture.fill(light, 0, width * height);
    // A bar walks along the top, so that every frame differs.
    const left = (count++ * 8) % (width - 16);
    for (let line = 0; line < height / 8; line += 1)
      picture.fill(235, line * width + left, line * width + left + 16);
    const timestamp = Math.round(performance.now() * 1_000);
    writer
      .write(
        new VideoFrame(picture, {
          format: 'I420',
          codedWidth: width,
          codedHeight: height,
          timestamp,
          colorSpace,
        }),
      )
      .catch(stop);
  }, 1_000 / framesPerSecond);
  function stop(): void {
    clearInterval(timer);
    close();
  }
  writer.closed.then(stop, stop);
});

const colorSpace = {
  primaries: 'smpte170m',
  transfer: 'smpte170m',
  matrix: 'smpte170m',
  fullRange: false,
} as const;

/** The full colour of a hue, as light and two differences of colour. */
function yuvOf(hue: number): readonly [number, number, number] {
  const part = (from: number): number => {
    const place = (from + hue / 30) % 12;
    return 0.5 - 0.5 * Math.max(-1, Math.min(place - 3, 9 - place, 1));
  };
  const [red, green, blue] = [part(0), part(8), part(4)];
  return [
    16 + 65.481 * red + 128.553 * green + 24.966 * blue,
    128 - 37.797 * red - 74.203 * green + 112 * blue,
    128 + 112 * red - 93.786 * green - 18.214 * blue,
  ];
}

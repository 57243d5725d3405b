/** A picture and a tone that a receiver can tell from everybody else's. */
export interface Content {
  /** The hue of the whole picture, degrees. */
  readonly hue: number;
  /** The tone, hertz. */
  readonly tone: number;
}

let context: AudioContext | undefined;

/** The page's one audio context. */
export function audio(): AudioContext {
  context ??= new AudioContext();
  return context;
}

/** How large and how often a picture is drawn. */
export interface Painting {
  readonly width: number;
  readonly height: number;
  readonly framesPerSecond: number;
}

/** A moving picture in one colour: a bar walks over it, so that every frame differs. Returns the track and its end. */
export function paint(hue: number, painting: Painting): { track: MediaStreamTrack; stop: () => void } {
  const canvas = document.createElement('canvas');
  canvas.width = painting.width;
  canvas.height = painting.height;
  const pen = canvas.getContext('2d');
  if (!pen) throw new Error('No canvas here.');
  let frame = 0;
  const draw = (): void => {
    pen.fillStyle = `hsl(${String(hue)} 100% 50%)`;
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.fillStyle = 'white';
    pen.fillRect((frame++ * 8) % canvas.width, 0, 16, canvas.height / 8);
  };
  draw();
  const timer = setInterval(draw, 1000 / painting.framesPerSecond);
  const [track] = canvas.captureStream(painting.framesPerSecond).getVideoTracks();
  if (!track) throw new Error('The canvas gives no track.');
  return {
    track,
    stop: () => {
      clearInterval(timer);
      track.stop();
    },
  };
}

/** A pure tone. */
export function sing(tone: number): { track: MediaStreamTrack; stop: () => void } {
  const oscillator = new OscillatorNode(audio(), { frequency: tone });
  const volume = new GainNode(audio(), { gain: 0.4 });
  const out = new MediaStreamAudioDestinationNode(audio());
  oscillator.connect(volume).connect(out);
  oscillator.start();
  const [track] = out.stream.getAudioTracks();
  if (!track) throw new Error('The oscillator gives no track.');
  return {
    track,
    stop: () => {
      oscillator.stop();
      track.stop();
    },
  };
}

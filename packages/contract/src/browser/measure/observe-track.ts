import { testAudio } from '../scripted/media-source.ts';

/** What is heard. */
export interface Heard {
  /** Root mean square, 0 to 1. */
  readonly level: number;
  /** The loudest frequency, hertz. */
  readonly tone: number;
}

/** Listens to an audio track until stopped. */
export class Ear {
  readonly #element = new Audio();
  readonly #analyser: AnalyserNode;
  readonly #source: MediaStreamAudioSourceNode;

  constructor(track: MediaStreamTrack) {
    const audio = testAudio(globalThis.window);
    const stream = new MediaStream([track]);
    // Chromium pulls remote audio only while an element plays it.
    this.#element.srcObject = stream;
    this.#element.muted = true;
    this.#element.play().catch(() => undefined); // refused only when it was stopped first
    this.#source = audio.createMediaStreamSource(stream);
    this.#analyser = new AnalyserNode(audio, { fftSize: 4096, smoothingTimeConstant: 0 });
    this.#source.connect(this.#analyser);
  }

  /** What is heard now. */
  hear(): Heard {
    const { fftSize, frequencyBinCount, context } = this.#analyser;
    const samples = new Float32Array(fftSize);
    this.#analyser.getFloatTimeDomainData(samples);
    const level = Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length);
    const bins = new Float32Array(frequencyBinCount);
    this.#analyser.getFloatFrequencyData(bins);
    const loudest = bins.reduce(
      (best, value, index) => (value > (bins[best] ?? -Infinity) ? index : best),
      0,
    );
    return { level, tone: (loudest * context.sampleRate) / fftSize };
  }

  /** Listens no more. */
  stop(): void {
    this.#source.disconnect();
    this.#element.srcObject = null;
  }
}

/** Watches a video track, or what an element shows, until stopped. */
export class Eye {
  readonly #element: HTMLVideoElement;
  /** It plays a track, in an element of its own. */
  readonly #plays: boolean;
  readonly #canvas = new OffscreenCanvas(32, 32);
  #frames = 0;
  #stopped = false;

  constructor(seen: MediaStreamTrack | HTMLVideoElement) {
    this.#plays = !('requestVideoFrameCallback' in seen);
    this.#element = 'requestVideoFrameCallback' in seen ? seen : play(seen);
    const count = (): void => {
      this.#frames += 1;
      if (!this.#stopped) this.#element.requestVideoFrameCallback(count);
    };
    this.#element.requestVideoFrameCallback(count);
  }

  /** How many frames have been shown. */
  get frames(): number {
    return this.#frames;
  }

  /** The hue below the middle of the picture, degrees; undefined before the first frame and for black, grey and white. */
  hue(): number | undefined {
    if (this.#frames === 0) return undefined;
    const pen = this.#canvas.getContext('2d', { willReadFrequently: true });
    pen?.drawImage(this.#element, 0, 0, 32, 32);
    const [red = 0, green = 0, blue = 0] = pen?.getImageData(16, 20, 1, 1).data ?? [];
    const most = Math.max(red, green, blue);
    const spread = most - Math.min(red, green, blue);
    if (spread < 60) return undefined;
    if (most === red) return (60 * ((green - blue) / spread) + 360) % 360;
    return most === green ? 60 * ((blue - red) / spread) + 120 : 60 * ((red - green) / spread) + 240;
  }

  /** The size of the picture, pixels. */
  size(): { readonly width: number; readonly height: number } {
    return { width: this.#element.videoWidth, height: this.#element.videoHeight };
  }

  /** Watches no more. */
  stop(): void {
    this.#stopped = true;
    if (this.#plays) this.#element.srcObject = null;
  }
}

function play(track: MediaStreamTrack): HTMLVideoElement {
  const element = document.createElement('video');
  element.muted = true;
  element.srcObject = new MediaStream([track]);
  element.play().catch(() => undefined); // refused only when it was stopped first
  return element;
}

import { audio } from './test-media-source.ts';

/** What is heard. */
export interface Heard {
  /** Root mean square, 0…1. */
  readonly level: number;
  /** The loudest frequency, hertz. */
  readonly tone: number;
}

/** Listens to a remote audio track until stopped. */
export class Ear {
  readonly #element = new Audio();
  readonly #analyser: AnalyserNode;
  readonly #source: MediaStreamAudioSourceNode;

  constructor(track: MediaStreamTrack) {
    const stream = new MediaStream([track]);
    // Chromium pulls remote audio only while an element plays it.
    this.#element.srcObject = stream;
    this.#element.muted = true;
    void this.#element.play();
    this.#source = audio().createMediaStreamSource(stream);
    this.#analyser = new AnalyserNode(audio(), { fftSize: 4096, smoothingTimeConstant: 0 });
    this.#source.connect(this.#analyser);
  }

  hear(): Heard {
    const samples = new Float32Array(this.#analyser.fftSize);
    this.#analyser.getFloatTimeDomainData(samples);
    const level = Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length);
    const bins = new Float32Array(this.#analyser.frequencyBinCount);
    this.#analyser.getFloatFrequencyData(bins);
    const loudest = bins.reduce(
      (best, value, index) => (value > (bins[best] ?? -Infinity) ? index : best),
      0,
    );
    return { level, tone: (loudest * audio().sampleRate) / this.#analyser.fftSize };
  }

  stop(): void {
    this.#source.disconnect();
    this.#element.srcObject = null;
  }
}

/** Watches a remote video track until stopped. */
export class Eye {
  readonly #element = document.createElement('video');
  readonly #canvas = new OffscreenCanvas(32, 32);
  frames = 0;
  #stopped = false;

  constructor(track: MediaStreamTrack) {
    this.#element.muted = true;
    this.#element.srcObject = new MediaStream([track]);
    void this.#element.play().catch(() => undefined);
    const count = (): void => {
      this.frames += 1;
      if (!this.#stopped) this.#element.requestVideoFrameCallback(count);
    };
    this.#element.requestVideoFrameCallback(count);
  }

  /** The hue in the middle of the picture, degrees; undefined before the first frame or where it is no colour. */
  hue(): number | undefined {
    if (this.frames === 0) return undefined;
    const pen = this.#canvas.getContext('2d', { willReadFrequently: true });
    pen?.drawImage(this.#element, 0, 0, 32, 32);
    const [red = 0, green = 0, blue = 0] = pen?.getImageData(16, 20, 1, 1).data ?? [];
    const most = Math.max(red, green, blue);
    const spread = most - Math.min(red, green, blue);
    if (spread < 60) return undefined;
    if (most === red) return (60 * ((green - blue) / spread) + 360) % 360;
    return most === green ? 60 * ((blue - red) / spread) + 120 : 60 * ((red - green) / spread) + 240;
  }

  size(): { width: number; height: number } {
    return { width: this.#element.videoWidth, height: this.#element.videoHeight };
  }

  stop(): void {
    this.#stopped = true;
    this.#element.srcObject = null;
  }
}

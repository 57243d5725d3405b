import type { AudioContextPort } from '../environment/rtc-environment.ts';

/** Measures one track. */
export interface Probe {
  readonly track: MediaStreamTrack;
  /** Returns the loudness of now, 0…1. */
  read(): number;
  /** Stops measuring; the track goes on. */
  end(): void;
}

/** About as much sound as passes between two reads, at 48 kHz. */
const window = 2048;

/** Measures a track. Nothing is played: the analyser is connected to nothing. */
export function createProbe({
  context,
  stream,
  track,
}: {
  readonly context: AudioContextPort;
  /** A stream of this probe's own, with that track. */
  readonly stream: MediaStream;
  readonly track: MediaStreamTrack;
}): Probe {
  const source = context.createMediaStreamSource(stream);
  const analyser = context.createAnalyser();
  analyser.fftSize = window;
  source.connect(analyser);
  const samples = new Float32Array(window);
  return {
    track,
    read() {
      analyser.getFloatTimeDomainData(samples);
      return rootMeanSquare(samples);
    },
    end() {
      source.disconnect();
      analyser.disconnect();
    },
  };
}

/** Returns the loudness of samples of -1…1, 0…1. */
export function rootMeanSquare(samples: Float32Array): number {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  return Math.min(1, Math.sqrt(sum / Math.max(1, samples.length)));
}

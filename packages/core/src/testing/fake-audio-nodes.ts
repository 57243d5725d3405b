import type { AnalyserNodePort, AudioNodePort, GainNodePort } from '../environment/rtc-environment.ts';
import { FakeMediaStream } from './fake-media-stream.ts';
import { FakeMediaStreamTrack } from './fake-track.ts';
import type { TrackRegistry } from './track-registry.ts';

/** A node that knows how loud what passes it is: 0 or more. */
export class FakeAudioNode implements AudioNodePort {
  /** Where it sends its sound. */
  readonly outputs: Set<FakeAudioNode> = new Set<FakeAudioNode>();
  readonly #inputs = new Set<FakeAudioNode>();

  /** Returns the loudness of what comes out. */
  get loudness(): number {
    return this.inputLoudness;
  }

  protected get inputLoudness(): number {
    let sum = 0;
    for (const input of this.#inputs) sum += input.loudness;
    return sum;
  }

  connect(destination: AudioNodePort): AudioNodePort {
    if (!(destination instanceof FakeAudioNode))
      throw new TypeError('Connect nodes of one environment only.');
    this.outputs.add(destination);
    destination.#inputs.add(this);
    return destination;
  }

  disconnect(): void {
    for (const output of this.outputs) output.#inputs.delete(this);
    this.outputs.clear();
  }
}

/** Brings a track into the graph. */
export class FakeSourceNode extends FakeAudioNode {
  /** The track. */
  readonly track: MediaStreamTrack;

  constructor(track: MediaStreamTrack) {
    super();
    this.track = track;
  }

  override get loudness(): number {
    const { track } = this;
    const emits =
      track instanceof FakeMediaStreamTrack ? track.emits : track.enabled && track.readyState === 'live';
    return emits ? loudnessOf(track) : 0;
  }
}

const loudnesses = new WeakMap<MediaStreamTrack, number>();

/** Sets how loud a track is for analysers, 0…1; 0.5 at first. */
export function setLoudness(track: MediaStreamTrack, loudness: number): void {
  loudnesses.set(track, loudness);
}

function loudnessOf(track: MediaStreamTrack): number {
  return loudnesses.get(track) ?? 0.5;
}

/** Passes sound times its gain. */
export class FakeGainNode extends FakeAudioNode implements GainNodePort {
  /** The loudness with which it passes. */
  readonly gain: FakeGainParam = new FakeGainParam();

  override get loudness(): number {
    return this.inputLoudness * Math.abs(this.gain.value);
  }
}

/** A gain's value. Ramps arrive at once: the fake clock has no samples. */
export class FakeGainParam {
  value = 1;

  setValueAtTime(value: number): void {
    this.value = value;
  }

  setTargetAtTime(value: number): void {
    this.value = value;
  }
}

/** Shows what passes: a square wave as loud as the sound. */
export class FakeAnalyserNode extends FakeAudioNode implements AnalyserNodePort {
  fftSize = 2048;
  smoothingTimeConstant = 0.8;
  readonly #running: () => boolean;

  constructor(running: () => boolean) {
    super();
    this.#running = running;
  }

  get frequencyBinCount(): number {
    return this.fftSize / 2;
  }

  getFloatTimeDomainData(samples: Float32Array): void {
    const loudness = this.#running() ? this.loudness : 0;
    for (let index = 0; index < samples.length; index += 1) samples[index] = index % 2 ? -loudness : loudness;
  }

  getByteTimeDomainData(samples: Uint8Array): void {
    const loudness = this.#running() ? this.loudness : 0;
    for (let index = 0; index < samples.length; index += 1) {
      samples[index] = Math.round(128 + 127 * (index % 2 ? -loudness : loudness));
    }
  }
}

/** Makes a track of what is connected to it; the track emits when anything but silence arrives. */
export class FakeDestinationNode extends FakeAudioNode {
  /** The stream with that track. */
  readonly stream: MediaStream;

  constructor({ tracks, running }: { readonly tracks: TrackRegistry; readonly running: () => boolean }) {
    super();
    this.stream = new FakeMediaStream([
      tracks.create({
        kind: 'audio',
        origin: 'web-audio',
        label: 'MediaStreamAudioDestinationNode',
        gives: () => running() && this.inputLoudness > 0,
      }),
    ]);
  }
}

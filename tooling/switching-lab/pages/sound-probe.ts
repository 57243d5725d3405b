import { pause } from '@jackfield/contract/browser';

/** The ways in which a sound can go from one track to another. */
export const ways = ['srcObject', 'tracks', 'two elements'] as const;

/** The sound that came out of the page meanwhile. */
export interface Heard {
  readonly silenceMs: number;
  /** The usual loudness, root mean square. */
  readonly usual: number;
  /** The loudest moment beside the usual loudness: 2 where two copies add up. */
  readonly loudest: number;
}

const context = new AudioContext();

/** A tone as a receiver has it: it has been through a connection. */
async function received(tone: number): Promise<MediaStreamTrack> {
  const out = new MediaStreamAudioDestinationNode(context);
  const oscillator = new OscillatorNode(context, { frequency: tone });
  oscillator.connect(new GainNode(context, { gain: 0.2 })).connect(out);
  oscillator.start();
  const [from, to] = [new RTCPeerConnection(), new RTCPeerConnection()];
  from.onicecandidate = ({ candidate }) => void to.addIceCandidate(candidate ?? undefined);
  to.onicecandidate = ({ candidate }) => void from.addIceCandidate(candidate ?? undefined);
  const came = new Promise<MediaStreamTrack>((resolve) => {
    to.ontrack = ({ track }) => {
      resolve(track);
    };
  });
  for (const track of out.stream.getAudioTracks()) from.addTrack(track);
  await from.setLocalDescription();
  await to.setRemoteDescription(from.localDescription ?? { type: 'offer' });
  await to.setLocalDescription();
  await from.setRemoteDescription(to.localDescription ?? { type: 'answer' });
  return came;
}

async function play(track: MediaStreamTrack, muted: boolean): Promise<HTMLAudioElement> {
  const element = new Audio();
  element.muted = muted;
  element.srcObject = new MediaStream([track]);
  await element.play();
  return element;
}

/** Changes a sound over in one way, and measures what comes out of this tab. */
async function change(way: (typeof ways)[number], tab: MediaStreamTrack): Promise<Heard> {
  const [old, next] = await Promise.all([received(440), received(440)]);
  const element = await play(old, false);
  const spare = way === 'two elements' ? await play(next, true) : undefined;
  const recorder = new LevelRecorder(tab);
  await pause(1_500);
  recorder.begin();
  await pause(500);
  if (way === 'srcObject') element.srcObject = new MediaStream([next]);
  else if (spare) [element.muted, spare.muted] = [true, false];
  else if (element.srcObject instanceof MediaStream) {
    element.srcObject.addTrack(next);
    element.srcObject.removeTrack(old);
  }
  await element.play();
  await pause(1_500);
  const heard = recorder.end();
  for (const each of [element, spare]) if (each) each.srcObject = null;
  return heard;
}

/** Looks at the loudness every 5 ms. */
class LevelRecorder {
  readonly #ear = new AnalyserNode(context, { fftSize: 256 });
  readonly #samples = new Float32Array(256);
  #levels: { readonly at: number; readonly level: number }[] = [];
  readonly #handle: number;

  constructor(track: MediaStreamTrack) {
    context.createMediaStreamSource(new MediaStream([track])).connect(this.#ear);
    this.#handle = window.setInterval(() => {
      this.#ear.getFloatTimeDomainData(this.#samples);
      const power = this.#samples.reduce((sum, each) => sum + each * each, 0) / this.#samples.length;
      this.#levels.push({ at: performance.now(), level: Math.sqrt(power) });
    }, 5);
  }

  begin(): void {
    this.#levels = [];
  }

  end(): Heard {
    window.clearInterval(this.#handle);
    this.#ear.disconnect();
    const levels = this.#levels.map(({ level }) => level);
    const usual = [...levels].sort((a, b) => a - b)[Math.floor(levels.length / 2)] ?? 0;
    let heardAt = this.#levels[0]?.at ?? 0;
    let silenceMs = 0;
    for (const { at, level } of this.#levels) {
      if (level > usual / 4) heardAt = at;
      silenceMs = Math.max(silenceMs, at - heardAt);
    }
    return { silenceMs, usual, loudest: Math.max(...levels) / usual };
  }
}

/** Measures one change, in a page that has made no other sound. */
async function measure(way: (typeof ways)[number]): Promise<Heard> {
  await context.resume();
  const stream = await navigator.mediaDevices.getDisplayMedia({
    // As it comes out: nothing of it is taken for an echo.
    audio: { echoCancellation: false, noiseSuppression: false, autoGainControl: false },
    video: true,
    preferCurrentTab: true,
  } as DisplayMediaStreamOptions);
  const [tab] = stream.getAudioTracks();
  if (!tab) throw new Error('The sound of this tab is not to be had.');
  return change(way, tab);
}

declare global {
  interface Window {
    soundProbe: typeof measure;
  }
}

window.soundProbe = measure;

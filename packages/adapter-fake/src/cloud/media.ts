import { mediaKindOf, type SourceKind } from '@jackfield/core/adapter';
import { createBrowserMix, playInElement } from '../sound/browser-sound.ts';
import { createSharedContext, type SharedContext } from '../sound/shared-context.ts';

/** Makes the tracks of scripted participants, and the sound of a pretended SDK. */
export interface FakeMedia {
  /** A new live track for a source. `label` names its owner: a picture shows it, a tone has a pitch of its own for it. */
  createTrack(source: SourceKind, label: string): MediaStreamTrack;
  /** Plays a track, for adapters that claim `remoteAudio: 'sdk-played'`. Nothing is heard where left out. */
  play?(track: MediaStreamTrack): FakeOutput;
  /** Mixes tracks, for adapters that claim `remoteAudio: 'one-mix'`. One made track stands for the mix where left out. */
  createMix?(): FakeMix;
}

/** A sound that a pretended SDK plays. */
export interface FakeOutput {
  /** How loud, 0…1. */
  setVolume(volume: number): void;
  /** Where; empty for the default loudspeaker. Rejects for one that is not there. */
  setSpeaker(deviceId: string): Promise<void>;
  /** Plays, for the first time or after the browser refused. Rejects when it refuses. */
  resume(): Promise<void>;
  /** Silence; nothing is left. */
  stop(): void;
}

/** One sound made of several. */
export interface FakeMix {
  /** The mix; the same track for its whole life. */
  readonly track: MediaStreamTrack;
  /** What it is made of from now on. */
  set(tracks: readonly MediaStreamTrack[]): void;
  /** Ends it. Idempotent. */
  stop(): void;
}

/** A pitch between 200 and 1000 Hz for a label: the same label has the same. */
export function pitchOf(label: string): number {
  let hash = 0;
  for (const character of label) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) >>> 0;
  return 200 + (hash % 800);
}

/**
 * Real tracks in a browser: a canvas with the owner's name, a colour of its own and a running time code, and a tone whose
 * pitch is {@link pitchOf} the label. Tracks end by `stop()`, and nothing of them is left then; all tones and mixes share
 * one audio context.
 */
export function browserMedia({ framesPerSecond = 10 }: { framesPerSecond?: number } = {}): FakeMedia {
  const shared = createSharedContext();
  return {
    createTrack: (source, label) =>
      mediaKindOf(source) === 'audio'
        ? createTone(label, shared)
        : createPicture(source, label, framesPerSecond),
    play: playInElement,
    createMix: () => createBrowserMix(shared),
  };
}

function createTone(label: string, shared: SharedContext): MediaStreamTrack {
  const context = shared.hold();
  const oscillator = new OscillatorNode(context, { frequency: pitchOf(label) });
  const gain = new GainNode(context, { gain: 0.2 });
  const destination = context.createMediaStreamDestination();
  oscillator.connect(gain).connect(destination);
  oscillator.start();
  const track = first(destination.stream.getAudioTracks());
  whenStopped(track, () => {
    oscillator.stop();
    gain.disconnect();
    shared.release();
  });
  return track;
}

function createPicture(source: SourceKind, label: string, framesPerSecond: number): MediaStreamTrack {
  const canvas = document.createElement('canvas');
  canvas.width = source === 'screen' ? 1280 : 640;
  canvas.height = source === 'screen' ? 720 : 360;
  const context = canvas.getContext('2d');
  if (!context) throw new TypeError('This browser cannot draw on a canvas.');
  let frame = 0;
  const draw = (): void => {
    frame += 1;
    context.fillStyle = `hsl(${String(pitchOf(label) % 360)} 60% 40%)`;
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.fillStyle = 'white';
    context.font = `${String(canvas.height / 8)}px sans-serif`;
    context.fillText(label, canvas.width / 16, canvas.height / 2);
    context.fillText(String(frame), canvas.width / 16, canvas.height * 0.8);
  };
  draw();
  const timer = setInterval(draw, 1000 / framesPerSecond);
  const track = first(canvas.captureStream(framesPerSecond).getVideoTracks());
  whenStopped(track, () => {
    clearInterval(timer);
  });
  return track;
}

function first(tracks: readonly MediaStreamTrack[]): MediaStreamTrack {
  const [track] = tracks;
  if (!track) throw new TypeError('This browser made a stream without a track.');
  return track;
}

/** Runs something when the owner stops the track: browsers fire no event for that. */
function whenStopped(track: MediaStreamTrack, run: () => void): void {
  const stop = track.stop.bind(track);
  track.stop = () => {
    if (track.readyState === 'live') run();
    stop();
  };
}

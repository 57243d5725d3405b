import type { RenderState } from '../model/participant.ts';
import type { RemoteSourceKey } from '../model/remote-source-key.ts';
import type { Detach } from '../face/local-source.ts';
import type { Playback } from '../face/rtc-viewer.ts';
import type { VideoView } from '../environment/rtc-environment.ts';
import type { SdkOutput } from './sdk-output.ts';

/** The interest in a remote source: how much it is looked at. */
export interface ViewInterest {
  /** The number of elements that it is attached to. */
  readonly attached: number;
  /** Tells whether any of them can be seen, in a visible page. */
  readonly visible: boolean;
  /** The largest size in device pixels; undefined while nothing is laid out. */
  readonly size: { readonly width: number; readonly height: number } | undefined;
}

/** The player of a source's sound: an element of its own, one for all who share its track, or a vendor's SDK by itself. */
export type SoundPlayer = 'element' | 'mix' | 'sdk';

/** The questions of rendering to the machine, and what it tells it. */
export interface RemoteMediaPort {
  /** Finds who plays the sound of a source now: that depends on where it comes from. An element where left out. */
  playerOf?(key: RemoteSourceKey): SoundPlayer;
  /** The SDKs that play by themselves now. None where left out. */
  sdkOutputs?(): Iterable<SdkOutput>;
  /** The app set the volume of a source, 0…1. */
  volumeChanged?(key: RemoteSourceKey): void;
  /** Tells whether frames of a source are to be expected now, for one that nobody has looked at before. */
  isExpected?(key: RemoteSourceKey): boolean;
  /** Interest in a source changed. Called at once when it rises; a fall to nothing is reported 2 s later, if it lasts. */
  interestChanged(key: RemoteSourceKey, interest: ViewInterest): void;
  /** Takes notice that something else is seen of a source. */
  renderChanged(key: RemoteSourceKey, render: RenderState): void;
  /** Something was refused that nobody awaits. */
  warn(cause: unknown): void;
  /** Another loudspeaker is in use; empty for the default one. */
  speakerChanged(speakerId: string): void;
}

/** The elements and streams of all remote sources of one session. */
export interface RemoteMedia {
  /** Sound output, as the app sees it. */
  readonly playback: Playback;
  /** Takes notice that somebody speaks: where there are fewer outputs than people, they are heard. */
  spoke(participantId: string): void;
  /** The one stream of a source, for as long as the participant is there. */
  streamOf(key: RemoteSourceKey): MediaStream;
  /** Attaches a video element. Returns the undo. */
  attach(key: RemoteSourceKey, view: VideoView): Detach;
  /** Brings a source in line with what there is to show of it; undefined while it is not published. Makes nothing for what nobody looks at. */
  show(
    key: RemoteSourceKey,
    now: { readonly track: MediaStreamTrack | undefined; readonly expected: boolean } | undefined,
  ): void;
  /** The track of a source came, changed or (undefined) went. A new one is added before the old one is removed. */
  setTrack(key: RemoteSourceKey, track: MediaStreamTrack | undefined): void;
  /**
   * Plays the sound of a source unheard over a track that is to follow, so that it takes over without a gap; undefined ends that.
   * Resolves once it plays, and at once where there is nothing to prepare.
   */
  prepare(key: RemoteSourceKey, track: MediaStreamTrack | undefined): Promise<void>;
  /** An element in which a source can be seen; undefined where there is none. */
  viewOf(key: RemoteSourceKey): VideoView | undefined;
  /** Tells whether frames are to be expected (published and unmuted): the watchdog rests otherwise. */
  setExpected(key: RemoteSourceKey, expected: boolean): void;
  /** Volume of an audio source, 0…1. */
  volumeOf(key: RemoteSourceKey): number;
  /** See `volumeOf`. */
  setVolume(key: RemoteSourceKey, volume: number): void;
  /** The source is no longer published: its track goes, elements turn blank and stay attached for its return. */
  clear(key: RemoteSourceKey): void;
  /** The participant is gone: elements are detached and blank, sound stops, streams are forgotten. */
  remove(participantId: string): void;
  /** Everybody is gone and nothing may be left. */
  dispose(): void;
}

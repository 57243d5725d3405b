import type { VideoView } from '../environment/rtc-environment.ts';
import type { Participant, RemoteSourceInfo } from '../model/participant.ts';
import type { SourceKind } from '../model/source-kind.ts';
import type { Detach } from './local-source.ts';

/** The stable handle of one remote participant. It outlives them: then `info` stays as it last was. */
export interface RemoteParticipant {
  /** Core's id of this person, the same as {@link Participant.id}. */
  readonly id: string;
  /** The participant as they are now, or last were. */
  readonly info: Participant;
  /** Their microphone. */
  readonly microphone: RemoteAudioSource;
  /** Their camera. */
  readonly camera: RemoteVideoSource;
  /** Their screen. */
  readonly screen: RemoteVideoSource;
  /** The sound of their screen. */
  readonly screenAudio: RemoteAudioSource;
}

/** One remote source, whether or not it is published at the moment: attach once, and it shows whenever it can. */
export interface RemoteSource {
  /** Which source it is. */
  readonly source: SourceKind;
  /** The state that it is in now; undefined while it is not published. */
  readonly info: RemoteSourceInfo | undefined;
  /** The one stream that shows this source for as long as the participant is there. Its tracks may change. */
  readonly mediaStream: MediaStream;
  /** Subscribes by hand. Resolves with the track there; rejects `subscribe-failed`, `timeout`, `aborted`, `invalid-state`. */
  subscribe(): Promise<void>;
  /** Takes `subscribe()` back; what is attached and visible stays subscribed. */
  unsubscribe(): void;
}

/** A remote picture. */
export interface RemoteVideoSource extends RemoteSource {
  /**
   * Shows the picture in an element and, unless subscriptions are manual, subscribes while the element is visible. The
   * element is muted: sound plays in elements of core's own. Returns the undo, which leaves the element blank.
   */
  attach(element: VideoView): Detach;
}

/** A remote sound. Core plays it; nothing has to be attached. */
export interface RemoteAudioSource extends RemoteSource {
  /** Its volume, 0…1. */
  readonly volume: number;
  /** Sets its volume, 0…1, remembered while the participant is there. Rejects `invalid-argument`. */
  setVolume(volume: number): void;
}

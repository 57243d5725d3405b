import type {
  Participant,
  RemoteAudioSource,
  RemoteParticipant,
  RemoteVideoSource,
  RtcSession,
} from '@jackfield/core';
import { RemoteSourceView } from './remote-source-view.ts';
import { tracker } from './tracker.ts';

/** Somebody else in the room. What is read of one person is not read again when another one changes. */
export class ParticipantView {
  /** Core's id of this person. */
  readonly id: string;
  /** The stable handle, for what is not reactive. */
  readonly handle: RemoteParticipant;
  /** Their microphone. */
  readonly microphone: RemoteSourceView<RemoteAudioSource>;
  /** Their camera. */
  readonly camera: RemoteSourceView<RemoteVideoSource>;
  /** Their screen. */
  readonly screen: RemoteSourceView<RemoteVideoSource>;
  /** The sound of their screen. */
  readonly screenAudio: RemoteSourceView<RemoteAudioSource>;
  private readonly read: () => Participant;

  /** Listens only while something reactive reads. */
  constructor(session: RtcSession, handle: RemoteParticipant) {
    this.id = handle.id;
    this.handle = handle;
    this.microphone = new RemoteSourceView(session, handle.microphone);
    this.camera = new RemoteSourceView(session, handle.camera);
    this.screen = new RemoteSourceView(session, handle.screen);
    this.screenAudio = new RemoteSourceView(session, handle.screenAudio);
    this.read = tracker(
      (notify) => session.subscribe(notify),
      () => handle.info,
    );
  }

  /** How they are now, or last were. */
  get info(): Participant {
    return this.read();
  }
}

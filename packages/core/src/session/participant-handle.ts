import type { VideoView } from '../environment/rtc-environment.ts';
import type { Participant, RemoteSourceInfo } from '../model/participant.ts';
import type { SourceKind } from '../model/source-kind.ts';
import type { RemoteMedia, RemoteSourceKey } from '../rendering/remote-media.ts';
import type { Detach } from './local-source.ts';
import type { RemoteParticipant } from './remote-participant.ts';

/** What a handle works with. */
export interface HandlePort {
  readonly remote: RemoteMedia;
  /** How a participant is now; undefined once they are gone. */
  participant(id: string): Participant | undefined;
  subscribe(key: RemoteSourceKey): Promise<void>;
  unsubscribe(key: RemoteSourceKey): void;
}

/** One remote source as an app holds it. */
class RemoteSourceHandle {
  readonly source: SourceKind;
  readonly #key: RemoteSourceKey;
  readonly #port: HandlePort;
  readonly #read: () => Participant;
  #stream: MediaStream | undefined;

  constructor(port: HandlePort, key: RemoteSourceKey, read: () => Participant) {
    this.#port = port;
    this.#key = key;
    this.source = key.source;
    this.#read = read;
  }

  get info(): RemoteSourceInfo | undefined {
    return this.#read().sources[this.source];
  }

  get mediaStream(): MediaStream {
    // Of somebody who is gone the last stream is kept here, and nothing new is made for them.
    if (!this.#stream || this.#present) this.#stream = this.#port.remote.streamOf(this.#key);
    return this.#stream;
  }

  get #present(): boolean {
    return this.#port.participant(this.#key.participantId) !== undefined;
  }

  get volume(): number {
    return this.#port.remote.volumeOf(this.#key);
  }

  setVolume(volume: number): void {
    if (this.#present) this.#port.remote.setVolume(this.#key, volume);
  }

  attach(view: VideoView): Detach {
    // Somebody who is gone has nothing to show, and nothing of them may be kept.
    if (!this.#present) return () => undefined;
    return this.#port.remote.attach(this.#key, view);
  }

  subscribe(): Promise<void> {
    return this.#port.subscribe(this.#key);
  }

  unsubscribe(): void {
    this.#port.unsubscribe(this.#key);
  }
}

/** One remote participant as an app holds them. */
export class ParticipantHandle implements RemoteParticipant {
  /** See {@link RemoteParticipant.id}. */
  readonly id: string;
  readonly microphone: RemoteSourceHandle;
  readonly camera: RemoteSourceHandle;
  readonly screen: RemoteSourceHandle;
  readonly screenAudio: RemoteSourceHandle;
  readonly #port: HandlePort;
  #last: Participant;

  constructor(port: HandlePort, participant: Participant) {
    const { id } = participant;
    const handle = (source: SourceKind): RemoteSourceHandle =>
      new RemoteSourceHandle(port, { participantId: id, source }, () => this.info);
    this.#port = port;
    this.id = id;
    this.#last = participant;
    this.microphone = handle('microphone');
    this.camera = handle('camera');
    this.screen = handle('screen');
    this.screenAudio = handle('screen-audio');
  }

  get info(): Participant {
    this.#last = this.#port.participant(this.id) ?? this.#last;
    return this.#last;
  }
}

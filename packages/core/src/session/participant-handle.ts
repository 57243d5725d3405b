import type { VideoView } from '../environment/rtc-environment.ts';
import type { Participant, RemoteSourceInfo } from '../model/participant.ts';
import type { SourceKind } from '../model/source-kind.ts';
import type { RemoteSourceKey } from '../model/remote-source-key.ts';
import type { Detach } from '../face/local-source.ts';
import type { RemoteMedia } from '../rendering/remote-media.ts';
import type { Wishes } from '../leg/wishes.ts';
import type { RemoteParticipant } from '../face/remote-participant.ts';
import { waitForSubscription, type SubscriptionWaitPort } from './wait-for-subscription.ts';

/** One remote participant as an app holds them. */
export class ParticipantHandle implements RemoteParticipant {
  readonly id: string;
  readonly microphone: RemoteSourceHandle;
  readonly camera: RemoteSourceHandle;
  readonly screen: RemoteSourceHandle;
  readonly screenAudio: RemoteSourceHandle;
  readonly #parts: HandlePort;
  #last: Participant;

  constructor(parts: HandlePort, participant: Participant) {
    this.#parts = parts;
    this.#last = participant;
    this.id = participant.id;
    this.microphone = new RemoteSourceHandle(parts, this, 'microphone');
    this.camera = new RemoteSourceHandle(parts, this, 'camera');
    this.screen = new RemoteSourceHandle(parts, this, 'screen');
    this.screenAudio = new RemoteSourceHandle(parts, this, 'screen-audio');
  }

  /** The participant as they are now, or last were. */
  get info(): Participant {
    this.#last = this.#parts.store.state.people.get(this.id)?.participant ?? this.#last;
    return this.#last;
  }
}

/** The parts that a handle works with. */
interface HandlePort extends SubscriptionWaitPort {
  readonly remote: RemoteMedia;
  readonly wishes: Wishes;
}

/** One remote source as an app holds it. */
class RemoteSourceHandle {
  readonly source: SourceKind;
  readonly #key: RemoteSourceKey;
  readonly #parts: HandlePort;
  readonly #person: RemoteParticipant;
  #stream: MediaStream | undefined;

  constructor(parts: HandlePort, person: RemoteParticipant, source: SourceKind) {
    this.#parts = parts;
    this.#person = person;
    this.#key = { participantId: person.id, source };
    this.source = source;
  }

  get info(): RemoteSourceInfo | undefined {
    return this.#person.info.sources[this.source];
  }

  get mediaStream(): MediaStream {
    // Of somebody who is gone the last stream is kept here, and nothing new is made for them.
    if (!this.#stream || this.#present) this.#stream = this.#parts.remote.streamOf(this.#key);
    return this.#stream;
  }

  get #present(): boolean {
    return this.#parts.store.state.people.has(this.#key.participantId);
  }

  get volume(): number {
    return this.#parts.remote.volumeOf(this.#key);
  }

  setVolume(volume: number): void {
    if (this.#present) this.#parts.remote.setVolume(this.#key, volume);
  }

  attach(view: VideoView): Detach {
    // Somebody who is gone has nothing to show, and nothing of them may be kept.
    return this.#present ? this.#parts.remote.attach(this.#key, view) : () => undefined;
  }

  subscribe(): Promise<void> {
    const subscribed = waitForSubscription(this.#parts, this.#key);
    // What is refused at once must not come into force when it is published later.
    if (this.#present && this.info) this.#parts.wishes.setManual(this.#key, true);
    return subscribed;
  }

  unsubscribe(): void {
    if (this.#present) this.#parts.wishes.setManual(this.#key, false);
  }
}

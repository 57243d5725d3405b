import type { FarSide, FarSideInit } from '@jackfield/contract';
import { contentOf, Ear, Eye, makeFarTrack, pause, type MadeTrack } from '@jackfield/contract/browser';
import {
  ExternalE2EEKeyProvider,
  Room,
  Track,
  VideoPreset,
  type LocalTrackPublication,
  type RemoteTrackPublication,
  type TrackPublishOptions,
} from 'livekit-client';

type Source = Parameters<FarSide['publish']>[0];

const words = {
  microphone: Track.Source.Microphone,
  camera: Track.Source.Camera,
  screen: Track.Source.ScreenShare,
  'screen-audio': Track.Source.ScreenShareAudio,
} as const;

/**
 * The encodings of a large camera. What a layer may take is what has to be free before it is sent at all: one colour needs little, and a
 * machine that is short of time finds little free.
 */
const large: TrackPublishOptions = {
  videoEncoding: { maxBitrate: 240_000, maxFramerate: 10 },
  videoSimulcastLayers: [new VideoPreset(320, 180, 60_000, 10), new VideoPreset(640, 360, 120_000, 10)],
};

/** Dozens of them come at once, on a machine that is busy: the SDK gives up after 15 s otherwise. */
const patience = { websocketTimeout: 50_000, peerConnectionTimeout: 50_000 };

/** The encryption of the media of a room. */
export interface FarEncryption {
  readonly key: string;
  /** Makes the SDK's worker. */
  readonly worker: () => Worker;
}

/** Somebody who uses the vendor's SDK and nothing of ours. */
export class FarPerson implements FarSide {
  /** Makes somebody, with the key of the room where it has one. */
  static async create(who: FarSideInit, encryption: FarEncryption | undefined): Promise<FarPerson> {
    if (!encryption) return new FarPerson(who, new Room({ dynacast: true }));
    const keyProvider = new ExternalE2EEKeyProvider();
    await keyProvider.setKey(encryption.key);
    const worker = encryption.worker();
    const room = new Room({ dynacast: true, encryption: { keyProvider, worker } });
    await room.setE2EEEnabled(true);
    return new FarPerson(who, room, worker);
  }

  readonly userId: string;
  readonly #who: FarSideInit;
  readonly #room: Room;
  readonly #worker: Worker | undefined;
  readonly #made = new Map<Source, MadeTrack>();
  readonly #publications = new Map<Source, LocalTrackPublication>();
  #drawing: boolean;

  private constructor(who: FarSideInit, room: Room, worker?: Worker) {
    this.userId = who.userId;
    this.#who = who;
    this.#room = room;
    this.#worker = worker;
    this.#drawing = !(who.still ?? false);
  }

  async join({ url, token }: { readonly url: string; readonly token: string }): Promise<void> {
    await this.#room.connect(url, token, patience);
  }

  async publish(source: Source, { muted = false }: { readonly muted?: boolean } = {}): Promise<void> {
    const made = this.#make(source);
    const isLarge = source === 'camera' && this.#who.isLarge;
    const publication = await this.#room.localParticipant.publishTrack(made.track, {
      source: words[source],
      ...(isLarge && large),
    });
    this.#publications.set(source, publication);
    if (muted) await publication.mute();
  }

  async unpublish(source: Source): Promise<void> {
    const track = this.#publications.get(source)?.track;
    this.#publications.delete(source);
    if (track) await this.#room.localParticipant.unpublishTrack(track);
    this.#made.get(source)?.stop();
    this.#made.delete(source);
  }

  async setMuted(source: Source, muted: boolean): Promise<void> {
    const publication = this.#publications.get(source);
    await (muted ? publication?.mute() : publication?.unmute());
  }

  replaceTrack(): Promise<void> {
    return Promise.reject(new Error('Receivers would keep their track.'));
  }

  async rename(displayName: string): Promise<void> {
    await this.#room.localParticipant.setName(displayName);
  }

  async sendMessage({ topic, text }: { readonly topic: string; readonly text: string }): Promise<void> {
    await this.#room.localParticipant.publishData(new TextEncoder().encode(text), { reliable: true, topic });
  }

  async leave({ withoutUnpublish = false }: { readonly withoutUnpublish?: boolean } = {}): Promise<void> {
    if (!withoutUnpublish) for (const source of [...this.#publications.keys()]) await this.unpublish(source);
    await this.#room.disconnect();
    this.#stop();
  }

  async crash(): Promise<void> {
    // Not by the room, which would say goodbye.
    await this.#room.engine.close();
    this.#stop();
  }

  interrupt(): Promise<void> {
    return Promise.reject(new Error('The server would tell nobody.'));
  }

  restore(): Promise<void> {
    return Promise.reject(new Error('The server would tell nobody.'));
  }

  async receives({ userId }: { readonly userId: string }, source: Source): Promise<boolean> {
    const track = this.seen(userId, source)?.track?.mediaStreamTrack;
    if (!track) return false;
    if (this.#who.withoutKey) return understands(track, source);
    const sense = track.kind === 'audio' ? new Ear(track) : new Eye(track);
    try {
      for (let look = 0; look < 16; look += 1) {
        await pause(50);
        if (sense instanceof Ear ? sense.hear().level > 0.01 : sense.hue() !== undefined) return true;
      }
      return false;
    } finally {
      sense.stop();
    }
  }

  /** What this person is told of somebody's source. */
  seen(userId: string, source: Source): RemoteTrackPublication | undefined {
    const found = this.#room.remoteParticipants.get(userId)?.trackPublications.values() ?? [];
    return [...found].find((publication) => publication.source === words[source]);
  }

  draw(drawing: boolean): void {
    this.#drawing = drawing;
    for (const made of this.#made.values()) made.setStill(!drawing);
  }

  #make(source: Source): MadeTrack {
    const made = makeFarTrack(window, this.#who, source);
    made.setStill(!this.#drawing);
    this.#made.set(source, made);
    return made;
  }

  #stop(): void {
    for (const made of this.#made.values()) made.stop();
    this.#made.clear();
    this.#worker?.terminate();
  }
}

/** The number of looks one after the other, each with the colour or the tone of a source, that count as understood. Of what is encrypted decoders make noise. */
const often = 5;

/** Tells whether what comes by a track is what its sender shows or sings, and not noise. */
async function understands(track: MediaStreamTrack, source: Source): Promise<boolean> {
  const content = contentOf[source];
  const sense = track.kind === 'audio' ? new Ear(track) : new Eye(track);
  let times = 0;
  try {
    for (let look = 0; look < 24 && times < often; look += 1) {
      await pause(50);
      const isIt =
        sense instanceof Ear
          ? 'tone' in content && sense.hear().level > 0.01 && Math.abs(sense.hear().tone - content.tone) < 25
          : 'hue' in content && Math.abs((sense.hue() ?? -90) - content.hue) < 20;
      times = isIt ? times + 1 : 0;
    }
    return times >= often;
  } finally {
    sense.stop();
  }
}

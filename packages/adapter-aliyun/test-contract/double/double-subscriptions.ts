import { FakeMediaStream, FakeMediaStreamTrack, TrackSource } from '@jackfield/core/testing';
import { plain, refused, reject } from './double-publisher.ts';
import { DoubleConnection } from './double-sender.ts';
import { labels, type Label, type Member } from './member.ts';
import type { DoubleService } from './service.ts';

/** A remote track's id is its label, which is how an adapter knows it. */
class LabelledSource extends TrackSource {
  readonly #id: string;

  constructor(label: Label, gives: () => boolean) {
    super({ kind: label === 'sophon_audio' ? 'audio' : 'video', origin: 'remote', label, gives });
    this.#id = label;
  }

  override nextTrackId(): string {
    // Called before the fields are there, too.
    return this.label;
  }

  get id(): string {
    return this.#id;
  }
}

interface Subscription {
  readonly connection: DoubleConnection;
  readonly tracks: readonly FakeMediaStreamTrack[];
  wanted: string;
}

/** What the engine is for its subscriptions. */
export interface SubscriberHost {
  readonly service: DoubleService;
  known(userId: string): Member | undefined;
  streamArrived(userId: string, mediaStream: MediaStream): void;
}

/** The receiving half: one connection for each user, flags, and all that is odd about them. */
export class DoubleSubscriptions {
  readonly #host: SubscriberHost;
  readonly #flags = new Map<string, Record<Label, boolean>>();
  readonly #open = new Map<string, Subscription>();
  readonly #stuck = new Set<string>();

  constructor(host: SubscriberHost) {
    this.#host = host;
  }

  configure(userId: string, label: Label, wanted: boolean): boolean {
    if (!this.#host.known(userId)) return false;
    this.#flagsOf(userId)[label] = wanted;
    return true;
  }

  subscribe(userId: string): Promise<string> {
    const { service } = this.#host;
    const member = this.#host.known(userId);
    if (!member) return reject(plain('there is no such user'));
    // Once the service refused it, every later one for that user is one too many.
    if (this.#stuck.has(userId)) return refused(10500);
    const wanted = labels.filter(
      (label) => this.#flagsOf(userId)[label] && member.streams.get(label)?.state === 'active',
    );
    if (wanted.length === 0) return reject(plain('nothing is subscribed to'));
    const known = this.#open.get(userId);
    if (known?.wanted === wanted.join()) return Promise.resolve(userId);
    this.#stuck.add(userId);
    return new Promise((resolve) => {
      service.request('subscribe', (answer) => {
        // A refusal is lost inside the engine: the promise never settles.
        if (answer.kind === 'refused') return;
        this.#stuck.delete(userId);
        resolve(userId);
        if (known) known.wanted = wanted.join();
        else this.#begin(member, wanted.join());
      });
    });
  }

  unSubscribe(userId: string): Promise<void> {
    if (!this.#open.has(userId)) return reject(plain('nothing is subscribed to'));
    this.close(userId);
    return new Promise((resolve) => {
      this.#host.service.later(resolve);
    });
  }

  connectionOf(userId: string): DoubleConnection | undefined {
    return this.#open.get(userId)?.connection;
  }

  /** The engine lets go of somebody's media, of itself or because they have gone. */
  close(userId: string): void {
    for (const track of this.#open.get(userId)?.tracks ?? []) track.endFromSource();
    this.#open.delete(userId);
  }

  /** They are gone, and with them all that was wrong between the two. */
  forget(userId: string): void {
    this.close(userId);
    this.#flags.delete(userId);
    this.#stuck.delete(userId);
  }

  get userIds(): readonly string[] {
    return [...this.#open.keys()];
  }

  #begin(member: Member, wanted: string): void {
    const { userId } = member;
    const connection = new DoubleConnection();
    // The service always offers all three, whatever was asked for.
    const tracks = labels.map((label) => {
      const gives = (): boolean =>
        !connection.dead && (this.#open.get(userId)?.wanted.includes(label) ?? false) && member.sends(label);
      return new FakeMediaStreamTrack(new LabelledSource(label, gives));
    });
    this.#open.set(userId, { connection, tracks, wanted });
    this.#host.service.later(() => {
      if (this.#open.get(userId)?.connection === connection)
        this.#host.streamArrived(userId, new FakeMediaStream(tracks));
    });
  }

  #flagsOf(userId: string): Record<Label, boolean> {
    const known = this.#flags.get(userId);
    if (known) return known;
    const flags = { sophon_audio: true, sophon_video_camera_large: true, sophon_video_screen_share: false };
    this.#flags.set(userId, flags);
    return flags;
  }
}

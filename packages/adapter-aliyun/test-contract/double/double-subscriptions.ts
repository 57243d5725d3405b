import { FakeMediaStream, FakeMediaStreamTrack, TrackSource } from '@jackfield/core/testing';
import { asReason, circular, plain, refused, reject } from './double-publisher.ts';
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
  /** The engine has asked the service to end it, and has no answer yet. */
  closing: boolean;
}

/** Somebody as the engine holds them; adapters reach for it. */
export class HeldUser {
  readonly #connection: () => DoubleConnection | undefined;
  readonly #close: () => void;

  constructor(connection: () => DoubleConnection | undefined, close: () => void) {
    this.#connection = connection;
    this.#close = close;
  }

  get conn(): DoubleConnection | null {
    return this.#connection() ?? null;
  }

  clear(): void {
    this.#close();
  }
}

/** The service knows no such subscription. */
const noSubscription = 33_681_415;

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
  /** The latest call of each user's subscriptions: an offer for an earlier one is thrown away. */
  readonly #calls = new Map<string, object>();
  /** Everybody whom the engine knows or knew, as it holds them. */
  readonly held: Record<string, HeldUser> = {};

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
    // It goes over the connection that is being closed.
    if (known?.closing) {
      return new Promise((_, fail) => {
        service.request('subscribe', () => {
          fail(asReason(circular(noSubscription)));
        });
      });
    }
    if (known?.wanted === wanted.join()) return Promise.resolve(userId);
    this.#stuck.add(userId);
    return new Promise((resolve) => {
      service.request('subscribe', (answer) => {
        // A refusal is lost inside the engine: the promise never settles.
        if (answer.kind === 'refused') return;
        // Asked for in a call that is over: the engine has dropped everybody with it.
        if (this.#host.known(userId) !== member) return;
        this.#stuck.delete(userId);
        resolve(userId);
        if (known) {
          known.wanted = wanted.join();
          this.#hand(userId, known);
        } else this.#awaitOffer(member, wanted.join());
      });
    });
  }

  unSubscribe(userId: string): Promise<void> {
    const known = this.#open.get(userId);
    if (!known) return reject(plain('nothing is subscribed to'));
    known.closing = true;
    return new Promise((resolve) => {
      this.#host.service.request('unsubscribe', () => {
        if (this.#open.get(userId) === known) this.held[userId]?.clear();
        resolve();
      });
    });
  }

  /** They publish nothing any more: the engine ends the subscription by itself. */
  withdrawn(userId: string): void {
    this.unSubscribe(userId).catch(() => undefined); // there was none
  }

  /** They are gone, and with them all that was wrong between the two. */
  forget(userId: string): void {
    this.held[userId]?.clear();
    this.#calls.delete(userId);
    this.#flags.delete(userId);
    this.#stuck.delete(userId);
  }

  /** The call is over: so is everything with everybody. */
  forgetAll(): void {
    for (const userId of new Set([...this.#open.keys(), ...this.#stuck, ...this.#flags.keys()]))
      this.forget(userId);
  }

  /** The service offers by itself, after its answer: also where they have withdrawn everything meanwhile. */
  #awaitOffer(member: Member, wanted: string): void {
    const { userId } = member;
    const call = {};
    this.#calls.set(userId, call);
    this.#host.service.offer(() => {
      if (this.#calls.get(userId) === call && this.#host.known(userId) === member)
        this.#begin(member, wanted);
    });
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
    const subscription: Subscription = { connection, tracks, wanted, closing: false };
    this.#open.set(userId, subscription);
    this.held[userId] = new HeldUser(
      () => this.#open.get(userId)?.connection,
      () => {
        for (const track of this.#open.get(userId)?.tracks ?? []) track.endFromSource();
        this.#open.delete(userId);
      },
    );
    this.#hand(userId, subscription);
  }

  /** Hands over what is wanted, as one stream. */
  #hand(userId: string, subscription: Subscription): void {
    this.#host.service.later(() => {
      if (this.#open.get(userId) !== subscription) return;
      const wanted = subscription.tracks.filter(({ id }) => subscription.wanted.split(',').includes(id));
      this.#host.streamArrived(userId, new FakeMediaStream(wanted));
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

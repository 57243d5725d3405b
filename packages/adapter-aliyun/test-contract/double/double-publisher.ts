import type { FakeMediaStreamTrack, TrackRegistry } from '@jackfield/core/testing';
import { DoubleConnection, gives } from './double-sender.ts';
import { labels, type Label, type Member, type Stream } from './member.ts';
import type { DoubleService } from './service.ts';

/** What the engine is for its publication. */
export interface PublisherHost extends Member {
  readonly service: DoubleService;
  readonly room: string | undefined;
  readonly reachable: boolean;
  readonly tracks: TrackRegistry;
}

type Held = MediaStreamTrack | null;

/** The sending half: one connection with three slots, flags, and all that is odd about them. */
export class DoublePublisher {
  readonly flags: Record<Label, boolean> = {
    sophon_audio: true,
    sophon_video_camera_large: true,
    sophon_video_screen_share: false,
  };
  streams: ReadonlyMap<Label, Stream> = new Map();
  connection: DoubleConnection | null = null;
  /** How often it opened a device by itself, because it was not given a track. */
  deviceCalls = 0;
  #external: Held[] = [null, null, null];
  #held: Held[] = [];
  #pending = false;
  #muted: Record<Label, boolean> = { ...noMutes };
  readonly #host: PublisherHost;

  constructor(host: PublisherHost) {
    this.#host = host;
  }

  setExternal(track: Held, index: number): boolean {
    this.#external[index] = track;
    return true;
  }

  sends(label: Label): boolean {
    const { connection } = this;
    return (
      connection !== null &&
      !connection.dead &&
      gives(connection.senders[labels.indexOf(label)]?.track ?? null)
    );
  }

  publish(): Promise<void> {
    const { service, room } = this.#host;
    if (room === undefined)
      return Promise.reject(new TypeError("Cannot read properties of null (reading 'publish')"));
    if (this.#pending) return refused(10500);
    if (!this.#host.reachable) return Promise.reject(new TypeError('Failed to fetch'));
    // The half-open connection of a failed publication is taken for a publication: resolves, and nothing is sent.
    if (this.connection) return this.#republish();
    const wanted = labels.filter((label) => this.flags[label]);
    if (wanted.length === 0) return Promise.resolve();
    this.#held = labels.map((label, index) => this.#external[index] ?? this.#open(label));
    labels.forEach((label, index) => {
      const track = this.#held[index];
      // It writes `enabled` of what it was given, whatever it was before.
      if (track) track.enabled = this.flags[label];
    });
    this.connection = new DoubleConnection(this.#held);
    this.#pending = true;
    return new Promise((resolve, reject) => {
      service.request('publish', (answer) => {
        this.#pending = false;
        if (answer.kind === 'refused') reject(asReason(circular(answer.code)));
        else {
          this.#announce();
          resolve();
        }
      });
    });
  }

  unPublish(): Promise<void> {
    if (!this.connection) return reject(plain('nothing is published'));
    // Also what was given for the next one, or given and never sent.
    for (const track of [...this.#held, ...this.#external]) track?.stop();
    this.#held = [];
    this.#external = [null, null, null];
    this.connection = null;
    this.#pending = false;
    this.#muted = { ...noMutes };
    if (this.streams.size > 0) {
      this.streams = new Map();
      const { service, room } = this.#host;
      if (room !== undefined) service.tellOthers(room, this.#host, 'unpublish');
    }
    return new Promise((resolve) => {
      this.#host.service.later(resolve);
    });
  }

  mute(label: Label, muted: boolean): boolean {
    const { service, room } = this.#host;
    if (this.streams.get(label)?.state !== 'active' || room === undefined) return false;
    this.#muted[label] = muted;
    const track = this.#held[labels.indexOf(label)];
    if (track) track.enabled = !muted;
    this.streams = this.#described();
    service.tellOthers(room, this.#host, 'statusnotify');
    return true;
  }

  /** Without a word: the service has dropped this member. */
  forget(): void {
    this.streams = new Map();
  }

  #republish(): Promise<void> {
    const before = labels.map((label) => this.streams.get(label)?.state === 'active');
    const wanted = labels.map((label) => this.flags[label]);
    if (this.streams.size === 0 || wanted.every((on, index) => on === before[index]))
      return Promise.resolve();
    if (!wanted.some(Boolean)) return this.unPublish();
    labels.forEach((label, index) => {
      const track = this.#held[index];
      if (track) track.enabled = this.flags[label];
    });
    // When a screen starts, sound of the engine's own goes onto the microphone's sender.
    const [microphone] = this.connection?.senders ?? [];
    if (wanted[2] && !before[2] && microphone) microphone.track = this.#held[0]?.clone() ?? null;
    return new Promise((resolve, reject) => {
      this.#host.service.request('publish', (answer) => {
        if (answer.kind === 'refused') reject(asReason(circular(answer.code)));
        else {
          this.#announce();
          resolve();
        }
      });
    });
  }

  #announce(): void {
    const { service, room } = this.#host;
    if (!this.connection || room === undefined) return;
    this.streams = this.#described();
    service.tellOthers(room, this.#host, 'publishers');
  }

  #described(): ReadonlyMap<Label, Stream> {
    return new Map(
      labels.map((label) => [
        label,
        { state: this.flags[label] ? 'active' : 'inactive', muted: this.#muted[label] },
      ]),
    );
  }

  /** What it was not given it takes from the person's devices; a screen is a canvas of its own. */
  #open(label: Label): FakeMediaStreamTrack {
    const kind = label === 'sophon_audio' ? 'audio' : 'video';
    if (label !== 'sophon_video_screen_share') this.deviceCalls += 1;
    return this.#host.tracks.create({ kind, label: 'opened by the engine' });
  }
}

const noMutes: Readonly<Record<Label, boolean>> = {
  sophon_audio: false,
  sophon_video_camera_large: false,
  sophon_video_screen_share: false,
};

/** The usual shape of a rejection. It is no error. */
export function refused(errorCode: number): Promise<never> {
  return reject({ errorCode, message: `number ${String(errorCode)}` });
}

/** One without a number. */
export function plain(message: string): object {
  return { message };
}

/** A reply of the service's: it holds itself. */
export function circular(code: number): object {
  const reply: Record<string, unknown> = { code, description: 'refused' };
  reply['data'] = reply;
  return reply;
}

/** The vendor rejects with things that are no errors; the platform lets it. */
export function asReason(what: unknown): Error {
  return what as Error;
}

/** A rejection with anything. */
export function reject(what: unknown): Promise<never> {
  return new Promise((_, fail) => {
    fail(asReason(what));
  });
}

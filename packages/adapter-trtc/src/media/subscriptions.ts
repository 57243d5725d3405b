import type { DriverCall, RemoteSubscription, RtcDriverSink, SourceKind } from '@jackfield/core/adapter';
import {
  createWantedTracks,
  untilAborted,
  type RosterReporter,
  type WantedTracks,
} from '@jackfield/core/adapter-kit';
import { errors } from '../errors.ts';
import type { TrtcInstance, TrtcRemoteVideo } from '../port.ts';
import type { RemotePeople } from '../people/remote-people.ts';

/** What is received of others over one instance of the SDK. */
export class Subscriptions {
  readonly #sink: RtcDriverSink;
  readonly #people: RemotePeople;
  readonly #roster: RosterReporter;
  readonly #tracks: WantedTracks;
  readonly #subscribed = new Map<string, Set<SourceKind>>();
  /** Called for each track that comes, and when one cannot come any more. */
  readonly #arrivals = new Set<() => void>();
  #engine: TrtcInstance;

  constructor(parts: {
    engine: TrtcInstance;
    sink: RtcDriverSink;
    people: RemotePeople;
    roster: RosterReporter;
  }) {
    this.#engine = parts.engine;
    this.#sink = parts.sink;
    this.#people = parts.people;
    this.#roster = parts.roster;
    this.#tracks = createWantedTracks(parts.sink);
  }

  /** Makes what is received of somebody equal the set. */
  async sync(remoteId: string, wanted: readonly RemoteSubscription[], call?: DriverCall): Promise<void> {
    const userId = this.#roster.keyOf(remoteId);
    if (userId === undefined) return;
    const sources = new Set(wanted.map(({ source }) => source));
    this.#tracks.want(remoteId, sources);
    for (const source of [...(this.#subscribed.get(userId) ?? [])])
      if (!sources.has(source)) await this.#stop(userId, source);
    for (const source of sources) {
      // What is muted comes by itself with its unmute: see `available`.
      if (this.#people.isAvailable(userId, source))
        await this.#start({ userId, remoteId, source }, call?.signal);
    }
  }

  /** A source can be received now. Where core wants it, it is subscribed to. */
  available(userId: string, source: SourceKind): void {
    const remoteId = this.#roster.idOf(userId);
    if (remoteId === undefined || !this.#tracks.wanted(remoteId).has(source)) return;
    void this.#start({ userId, remoteId, source }, undefined);
  }

  /** A source cannot be received any more. The wish for it stays core's. */
  unavailable(userId: string, source: SourceKind): void {
    // Sound that was subscribed to comes again by itself with its owner's next publication; pictures do not.
    if (source !== 'microphone') this.#subscribed.get(userId)?.delete(source);
    for (const look of [...this.#arrivals]) look();
  }

  /** The SDK has a track of somebody. */
  trackCame(userId: string): void {
    const remoteId = this.#roster.idOf(userId);
    if (remoteId === undefined) return;
    for (const source of this.#subscribed.get(userId) ?? []) this.#give({ userId, remoteId, source });
    for (const look of [...this.#arrivals]) look();
  }

  /** Somebody is gone. */
  forget(userId: string): void {
    const remoteId = this.#roster.idOf(userId);
    if (remoteId !== undefined) this.#tracks.forget(remoteId);
    this.#subscribed.delete(userId);
    for (const look of [...this.#arrivals]) look();
  }

  /** Goes on with another instance, which has subscribed to nothing yet. */
  restart(engine: TrtcInstance): void {
    this.#engine = engine;
    this.#subscribed.clear();
    for (const look of [...this.#arrivals]) look();
  }

  async #start(
    of: { userId: string; remoteId: string; source: SourceKind },
    signal: AbortSignal | undefined,
  ): Promise<void> {
    const { userId, remoteId, source } = of;
    const engine = this.#engine;
    const subscribed = this.#subscribed.get(userId) ?? new Set();
    this.#subscribed.set(userId, subscribed);
    if (subscribed.has(source)) {
      this.#give(of);
      return;
    }
    subscribed.add(source);
    try {
      await untilAborted(this.#subscribe(engine, userId, source), { signal, what: 'Subscribing' });
      // Measured: the SDK's promise does not wait for the service.
      await untilAborted(this.#arrival(engine, of), { signal, what: 'Subscribing' });
      if (this.#engine === engine) this.#give(of);
    } catch (cause) {
      subscribed.delete(source);
      if (signal?.aborted) throw cause;
      // Muted or gone meanwhile: the event that says so is on its way.
      if (!this.#people.isAvailable(userId, source)) return;
      const error = errors.from(cause, `The ${source} could not be received.`, 'subscribe-failed');
      this.#sink.subscriptionFailed({ remoteId, source, error });
    }
  }

  async #subscribe(engine: TrtcInstance, userId: string, source: SourceKind): Promise<void> {
    if (source !== 'microphone') {
      await engine.startRemoteVideo({ userId, streamType: streamOf(source) });
      return;
    }
    // Measured: the SDK plays what it receives in an element of its own. With volume 0 set first nothing is heard of it, not even
    // for a moment, and the track keeps its full energy.
    engine.setRemoteAudioVolume(userId, 0);
    await engine.muteRemoteAudio(userId, false);
    engine.setRemoteAudioVolume(userId, 0);
  }

  async #stop(userId: string, source: SourceKind): Promise<void> {
    this.#subscribed.get(userId)?.delete(source);
    try {
      if (source === 'microphone') await this.#engine.muteRemoteAudio(userId, true);
      else await this.#engine.stopRemoteVideo({ userId, streamType: streamOf(source) });
    } catch {
      // It was not subscribed to any more: unpublished, or its owner is gone.
    }
  }

  /** Resolves when there is a track, or none to be waited for any more. */
  async #arrival(engine: TrtcInstance, of: { userId: string; source: SourceKind }): Promise<void> {
    const { userId, source } = of;
    const isOver = (): boolean =>
      this.#engine !== engine ||
      this.#subscribed.get(userId)?.has(source) !== true ||
      trackOf(engine, of) !== null;
    if (isOver()) return;
    await new Promise<void>((resolve) => {
      const look = (): void => {
        if (!isOver()) return;
        this.#arrivals.delete(look);
        resolve();
      };
      this.#arrivals.add(look);
    });
  }

  #give({ userId, remoteId, source }: { userId: string; remoteId: string; source: SourceKind }): void {
    const track = trackOf(this.#engine, { userId, source });
    if (!track) return;
    this.#tracks.set(remoteId, source, track);
  }
}

/** What the SDK has of a source. */
function trackOf(
  engine: TrtcInstance,
  { userId, source }: { readonly userId: string; readonly source: SourceKind },
): MediaStreamTrack | null {
  return source === 'microphone'
    ? engine.getAudioTrack({ userId })
    : engine.getVideoTrack({ userId, streamType: streamOf(source) });
}

function streamOf(source: SourceKind): TrtcRemoteVideo['streamType'] {
  return source === 'screen' ? 'sub' : 'main';
}

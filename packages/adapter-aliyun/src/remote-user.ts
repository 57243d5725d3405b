import type { RtcDriverSink, SourceKind } from '@jackfield/core/adapter';

/** Somebody else in the room, and what is received of them. */
export class RemoteUser {
  /** Core's id of this presence: the vendor has one for a user only. */
  readonly remoteId: string;
  /** What core wants now. */
  wanted: ReadonlySet<SourceKind> = new Set();
  subscribed = false;
  /** The subscription's transport failed: it must be taken down before the next one. */
  broken = false;
  /** Resolves when the SDK has taken the last subscription down by itself. */
  closed: Promise<void> = Promise.resolve();
  /** Gives up the subscription that is under way. */
  stop: () => void = nothing;
  /** Tracks handed to core, by source. */
  private readonly tracks = new Map<SourceKind, MediaStreamTrack>();
  /** All tracks that the SDK has, also of sources that are not wanted. */
  private available: ReadonlyMap<SourceKind, MediaStreamTrack> = new Map();
  private readonly sink: RtcDriverSink;

  constructor(remoteId: string, sink: RtcDriverSink) {
    this.remoteId = remoteId;
    this.sink = sink;
  }

  /** The SDK has these tracks now. */
  have(available: ReadonlyMap<SourceKind, MediaStreamTrack>): void {
    this.available = available;
    this.deliver();
  }

  /** Hands over what is wanted and there, and takes back what is not. */
  deliver(): void {
    const { remoteId, tracks, available, wanted, sink } = this;
    for (const [source, track] of available) {
      if (!wanted.has(source) || tracks.get(source) === track) continue;
      tracks.set(source, track);
      sink.remoteTrack({ remoteId, source, track });
    }
    for (const source of [...tracks.keys()]) {
      if (!wanted.has(source)) tracks.delete(source);
      else if (!available.has(source)) {
        tracks.delete(source);
        sink.remoteTrackLost({ remoteId, source });
      }
    }
  }

  /** The subscription's transport failed: core asks for it anew in its own turn, where nothing can collide. */
  interrupted(): void {
    const { remoteId, tracks, sink } = this;
    this.broken = true;
    for (const source of [...tracks.keys()]) sink.remoteTrackLost({ remoteId, source, repair: 'core' });
    tracks.clear();
    this.available = new Map();
  }

  /** Nothing is received of them any more. */
  forget(): void {
    this.stop();
    this.subscribed = false;
    this.tracks.clear();
    this.available = new Map();
    this.wanted = new Set();
  }

  /** No subscription is under way any more. */
  settled(): void {
    this.stop = nothing;
  }
}

function nothing(): void {
  // Nothing is under way.
}

import { type RemoteSubscription, type RtcDriverSink, type SourceKind } from '@jackfield/core/adapter';
import { abortable } from './abortable.ts';
import { connectionOf, forgetPending, whenClosed, withoutReports } from './engine-internals.ts';
import { mapError } from './map-errors.ts';
import { mapParticipant, mapSources, sourceOf } from './map-roster.ts';
import type { AliEngine, AliEvents, AliUserInfo } from './port.ts';

interface User {
  readonly remoteId: string;
  /** Tracks handed to core, by source. */
  readonly tracks: Map<SourceKind, MediaStreamTrack>;
  /** All tracks that the SDK has, also of sources that are not wanted. */
  available: ReadonlyMap<SourceKind, MediaStreamTrack>;
  /** What core wants now. */
  wanted: ReadonlySet<SourceKind>;
  subscribed: boolean;
  /** The subscription's transport failed: it must be taken down before the next one. */
  broken: boolean;
  /** Resolves when the SDK has taken the last subscription down by itself. */
  closed: Promise<void>;
  /** Gives up the subscription that is under way. */
  stop: () => void;
}

/** They publish nothing any more, or have gone. */
const over = new Error('They no longer publish.');

/** The other members: ids, publications, subscriptions and tracks. */
export class RemoteUsers {
  private readonly engine: AliEngine;
  private readonly sink: RtcDriverSink;
  private users = new Map<string, User>();
  private presences = 0;
  private entered = false;

  constructor(engine: AliEngine, sink: RtcDriverSink) {
    this.engine = engine;
    this.sink = sink;
  }

  /** Core's word for a user of the vendor's. */
  idOf(userId: string): string | undefined {
    return this.users.get(userId)?.remoteId;
  }

  /** The vendor's ids of all of them. */
  get userIds(): readonly string[] {
    return [...this.users.keys()];
  }

  /** A join begins. What the SDK reports until it is done is in the roster that {@link enter} gives. */
  begin(): void {
    this.users = new Map();
    this.entered = false;
  }

  /** Everybody whom the SDK knows, with new ids for this connection and no facts. */
  enter(): ReturnType<typeof mapParticipant>[] {
    this.entered = true;
    return this.engine
      .getUserList()
      .map((user) => mapParticipant(user, { ...this.add(user), existing: true }));
  }

  /** A report of a whole person, first or repeated: the SDK sends one at every change. */
  report(user: AliUserInfo, existing: boolean): void {
    if (!this.entered) return;
    const known = this.users.get(user.userId);
    if (known)
      this.sink.participantUpdated({ remoteId: known.remoteId, sources: mapSources(user.streamConfigs) });
    else this.sink.participantJoined(mapParticipant(user, { ...this.add(user), existing }));
  }

  /** They publish nothing any more. The SDK takes its subscription down by itself, and says nothing of the tracks. */
  withdraw(user: AliUserInfo, existing: boolean): void {
    const known = this.users.get(user.userId);
    if (known) {
      this.forget(known);
      known.closed = whenClosed(this.engine, user.userId);
    }
    this.report({ ...user, streamConfigs: [] }, existing);
  }

  /** Somebody went. */
  leave({ userId }: AliUserInfo): void {
    const user = this.users.get(userId);
    if (!user) return;
    this.users.delete(userId);
    this.forget(user);
    this.sink.participantLeft({ remoteId: user.remoteId });
  }

  /** Makes the subscription to one user equal the set: one call carries all of it. */
  async sync(
    remoteId: string,
    {
      wanted,
      signal,
    }: { readonly wanted: readonly RemoteSubscription[]; readonly signal: AbortSignal | undefined },
  ): Promise<void> {
    const [userId, user] = [...this.users].find(([, entry]) => entry.remoteId === remoteId) ?? [];
    if (userId === undefined || !user) return;
    const { engine } = this;
    try {
      if (wanted.length > 0) await abortable(user.closed, { signal, what: 'Subscribing' });
      const active = mapSources(engine.getUserInfo(userId)?.streamConfigs ?? []).map(({ source }) => source);
      const named = wanted.map(({ source }) => source).filter((source) => active.includes(source));
      user.wanted = new Set(named);
      // The SDK shows nothing at all while a source is asked for that is not published, so only what is there is asked for.
      engine.configRemoteAudio(userId, user.wanted.has('microphone'));
      engine.configRemoteCameraTrack(userId, true, user.wanted.has('camera'));
      engine.configRemoteScreenTrack(userId, user.wanted.has('screen'));
      if (user.broken) {
        // It rejects where nothing is subscribed to any more, which is no failure; where the service did not answer the
        // connection is still there, and the next subscription would resolve over it without any effect.
        const failure: unknown = await abortable(
          engine.unSubscribe(userId).then(
            () => undefined,
            (cause: unknown) => cause,
          ),
          { signal, what: 'Unsubscribing' },
        );
        if (connectionOf(engine, userId)) throw mapError(failure, 'Unsubscribing failed.', 'network');
        user.broken = false;
        user.subscribed = false;
      }
      if (named.length > 0) {
        const stopped = new Promise<never>((_, reject) => {
          user.stop = () => {
            reject(over);
          };
        });
        withoutReports(engine, userId);
        // Never settles where the service refuses, also because they have just stopped publishing.
        const answer = Promise.race([engine.subscribe(userId), stopped]);
        await abortable(answer, { signal, what: 'Subscribing' });
        user.subscribed = true;
        // A changed set is not negotiated anew, so the SDK reports no tracks again.
        this.deliver(user);
      } else if (user.subscribed) {
        this.forget(user);
        await abortable(engine.unSubscribe(userId), { signal, what: 'Unsubscribing' });
      }
    } catch (cause) {
      forgetPending(engine, userId);
      user.broken = true;
      // Of nothing there is nothing to receive.
      if (cause === over) return;
      // What has not been closed by now the next one closes.
      user.closed = Promise.resolve();
      throw mapError(cause, 'The subscription was refused.', 'subscribe-failed');
    } finally {
      user.stop = nothing;
    }
  }

  /** Tracks as the SDK has them now. */
  media({ userId, mediaStream }: AliEvents['onMediaStreamUpdate']): void {
    const user = this.users.get(userId);
    if (!user) return;
    const available = new Map<SourceKind, MediaStreamTrack>();
    for (const track of mediaStream.getTracks()) {
      const source = sourceOf(track.id);
      if (source) available.set(source, track);
    }
    user.available = available;
    this.deliver(user);
  }

  /** Hands over what is wanted and there, and takes back what is not. */
  private deliver({ remoteId, tracks, available, wanted }: User): void {
    for (const [source, track] of available) {
      if (!wanted.has(source) || tracks.get(source) === track) continue;
      tracks.set(source, track);
      this.sink.remoteTrack({ remoteId, source, track });
    }
    for (const source of [...tracks.keys()]) {
      if (!wanted.has(source)) tracks.delete(source);
      else if (!available.has(source)) {
        tracks.delete(source);
        this.sink.remoteTrackLost({ remoteId, source });
      }
    }
  }

  private forget(user: User): void {
    user.stop();
    user.subscribed = false;
    user.tracks.clear();
    user.available = new Map();
    user.wanted = new Set();
  }

  /** One subscription's transport failed: core asks for it anew in its own turn, where nothing can collide. */
  interrupted(userId: string): void {
    const user = this.users.get(userId);
    if (!user) return;
    const { remoteId, tracks } = user;
    user.broken = true;
    for (const source of [...tracks.keys()]) this.sink.remoteTrackLost({ remoteId, source, repair: 'core' });
    tracks.clear();
    user.available = new Map();
  }

  /** The vendor has no id for a presence, only for a user. */
  private add({ userId }: AliUserInfo): User {
    this.presences += 1;
    const user: User = {
      remoteId: `${userId}#${String(this.presences)}`,
      tracks: new Map(),
      available: new Map(),
      wanted: new Set(),
      subscribed: false,
      broken: false,
      closed: Promise.resolve(),
      stop: nothing,
    };
    this.users.set(userId, user);
    return user;
  }
}

function nothing(): void {
  // Nothing is under way.
}

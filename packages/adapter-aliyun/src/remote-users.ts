import type { RemoteSubscription, RtcDriverSink, SourceKind } from '@jackfield/core/adapter';
import { whenClosed } from './engine-internals.ts';
import { mapParticipant, mapSources, sourceOf } from './map-roster.ts';
import type { AliEngine, AliEvents, AliUserInfo } from './port.ts';
import { RemoteUser } from './remote-user.ts';
import { subscribeTo } from './subscribe-to.ts';

/** The other members: ids, publications, subscriptions and tracks. */
export class RemoteUsers {
  private readonly engine: AliEngine;
  private readonly sink: RtcDriverSink;
  private users = new Map<string, RemoteUser>();
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
      .map((user) => mapParticipant(user, { remoteId: this.add(user).remoteId, existing: true }));
  }

  /** A report of a whole person, first or repeated: the SDK sends one at every change. */
  report(user: AliUserInfo, existing: boolean): void {
    if (!this.entered) return;
    const known = this.users.get(user.userId);
    if (known)
      this.sink.participantUpdated({ remoteId: known.remoteId, sources: mapSources(user.streamConfigs) });
    else this.sink.participantJoined(mapParticipant(user, { remoteId: this.add(user).remoteId, existing }));
  }

  /** They publish nothing any more. The SDK takes its subscription down by itself, and says nothing of the tracks. */
  withdraw(user: AliUserInfo, existing: boolean): void {
    const known = this.users.get(user.userId);
    if (known) {
      known.forget();
      known.closed = whenClosed(this.engine, user.userId);
    }
    this.report({ ...user, streamConfigs: [] }, existing);
  }

  /** Somebody went. */
  leave({ userId }: AliUserInfo): void {
    const user = this.users.get(userId);
    if (!user) return;
    this.users.delete(userId);
    user.forget();
    this.sink.participantLeft({ remoteId: user.remoteId });
  }

  /** Makes the subscription to one user equal the set. */
  async sync(
    remoteId: string,
    how: { readonly wanted: readonly RemoteSubscription[]; readonly signal: AbortSignal | undefined },
  ): Promise<void> {
    const [userId, user] = [...this.users].find(([, entry]) => entry.remoteId === remoteId) ?? [];
    if (userId === undefined || !user) return;
    await subscribeTo(user, { ...how, engine: this.engine, userId });
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
    user.have(available);
  }

  /** One subscription's transport failed. */
  interrupted(userId: string): void {
    this.users.get(userId)?.interrupted();
  }

  /** The vendor has no id for a presence, only for a user. */
  private add({ userId }: AliUserInfo): RemoteUser {
    this.presences += 1;
    const user = new RemoteUser(`${userId}#${String(this.presences)}`, this.sink);
    this.users.set(userId, user);
    return user;
  }
}

import type { RemoteParticipantInfo, RemoteSubscription, SourceKind } from '@jackfield/core/adapter';
import { createRosterReporter, createWantedTracks, type LegContext } from '@jackfield/core/adapter-kit';
import { connectionOf, whenClosed } from '../engine/engine-internals.ts';
import type { AliEngine } from '../engine/port.ts';
import { mapParticipant, sourceOf } from '../map/map-roster.ts';
import type { AliRtcEngineEvents } from '../sdk-types/events.ts';
import type { AliRtcUserInfo } from '../sdk-types/user-info.ts';
import { subscribeTo } from './subscribe-to.ts';

/** How long people who are reported after a join count as having been there before. The service tells them by polling. */
const existingMs = 1_500;

/** The time that the SDK may take to end the subscription to somebody who publishes nothing any more. */
const closingMs = 2_000;

/** Somebody else in the room, and how their subscription stands. */
export interface RemoteUser {
  /** Core's id of this presence: the vendor has one for a user only. */
  readonly remoteId: string;
  readonly userId: string;
  /** As the engine reported them last. */
  info: AliRtcUserInfo;
  subscribed: boolean;
  /** The subscription's transport failed: it must be taken down before the next one. */
  broken: boolean;
  /** Resolves when the SDK has taken the last subscription down by itself. */
  closed: Promise<void>;
  /** Gives up the subscription that is under way. */
  stop(): void;
}

/** The other members: ids, publications, subscriptions and tracks. */
export interface RemoteUsers {
  /** Core's word for a user of the vendor's. */
  idOf(userId: string): string | undefined;
  /** The vendor's ids of all of them. */
  userIds(): readonly string[];
  /** Forgets everybody, as a join begins. What the SDK reports until it is done is in the roster that {@link enter} gives. */
  begin(): void;
  /** Everybody whom the SDK knows, with new ids for this connection and no facts. */
  enter(): readonly RemoteParticipantInfo[];
  /** Takes a report of a whole person, first or repeated: the SDK sends one at every change. */
  report(user: AliRtcUserInfo): void;
  /** Takes that they publish nothing any more. The SDK takes its subscription down by itself, and says nothing of the tracks. */
  withdraw(user: AliRtcUserInfo): void;
  /** Takes that somebody went. */
  leave(user: AliRtcUserInfo): void;
  /** Makes the subscription to one user equal the set. */
  sync(
    remoteId: string,
    wanted: readonly RemoteSubscription[],
    signal: AbortSignal | undefined,
  ): Promise<void>;
  /** Takes the tracks as the SDK has them now. */
  media(update: AliRtcEngineEvents['onMediaStreamUpdate']): void;
  /** Takes that one subscription's transport failed: core asks for it anew in its own turn, where nothing can collide. */
  interrupted(userId: string): void;
}

/** Makes the other members of a leg. */
export function createRemoteUsers(
  engine: AliEngine,
  { sink, environment: { clock } }: Pick<LegContext, 'sink' | 'environment'>,
): RemoteUsers {
  const users = new Map<string, RemoteUser>();
  const tracks = createWantedTracks(sink);
  let presences = 0;
  let existingUntil = 0;
  const people = createRosterReporter({
    sink,
    keys: () => users.keys(),
    describe(userId) {
      const user = users.get(userId);
      return user && mapParticipant(user.info, user.remoteId);
    },
    existing: () => clock.now() < existingUntil,
  });
  const learn = (info: AliRtcUserInfo): void => {
    const { userId } = info;
    const known = users.get(userId);
    if (known) known.info = info;
    else {
      presences += 1;
      users.set(userId, {
        remoteId: `${userId}#${String(presences)}`,
        userId,
        info,
        subscribed: false,
        broken: false,
        closed: Promise.resolve(),
        stop: () => undefined,
      });
    }
  };
  const report = (info: AliRtcUserInfo): void => {
    learn(info);
    people.look(info.userId);
  };
  /** Nothing is received of them any more. */
  const forget = (user: RemoteUser): void => {
    user.stop();
    user.subscribed = false;
    tracks.forget(user.remoteId);
  };
  /** Resolves when the SDK has taken the subscription down by itself; where nobody answers it in time, it is the next one's to take down. */
  const closed = (user: RemoteUser): Promise<void> =>
    new Promise((resolve) => {
      const cancel = clock.after(closingMs, () => {
        user.broken = true;
        resolve();
      });
      void whenClosed(engine, user.userId).then(() => {
        cancel();
        resolve();
      });
    });
  return {
    idOf: (userId) => users.get(userId)?.remoteId,
    userIds: () => [...users.keys()],
    begin() {
      people.pause();
      for (const user of users.values()) tracks.forget(user.remoteId);
      users.clear();
    },
    enter() {
      users.clear();
      for (const user of engine.getUserList()) learn(user);
      existingUntil = clock.now() + existingMs;
      return people.begin();
    },
    report,
    withdraw(info) {
      const user = users.get(info.userId);
      if (user) {
        // The service's offer is still to come, and would open a connection to what is no longer published.
        if (user.subscribed && !connectionOf(engine, user.userId)) user.broken = true;
        forget(user);
        user.closed = closed(user);
      }
      report({ ...info, streamConfigs: [] });
      // Told also where they publish anew in the same turn: the subscription is gone.
      people.flush();
    },
    leave({ userId }) {
      const user = users.get(userId);
      if (user) forget(user);
      users.delete(userId);
      people.look(userId);
    },
    async sync(remoteId, wanted, signal) {
      const user = users.get(people.keyOf(remoteId) ?? '');
      if (user?.remoteId === remoteId) await subscribeTo(user, { engine, tracks, forget, wanted, signal });
    },
    media({ userId, mediaStream }) {
      const user = users.get(userId);
      const available = mediaStream
        .getTracks()
        .flatMap((track): (readonly [SourceKind, MediaStreamTrack])[] => {
          const source = sourceOf(track.id);
          return source ? [[source, track]] : [];
        });
      if (user) tracks.have(user.remoteId, new Map(available));
    },
    interrupted(userId) {
      const user = users.get(userId);
      if (!user) return;
      user.broken = true;
      tracks.lose(user.remoteId, 'core');
    },
  };
}

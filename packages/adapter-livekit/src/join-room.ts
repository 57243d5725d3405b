import type { CredentialFunction, DriverStats } from '@jackfield/core/adapter';
import {
  createRosterReporter,
  listenTo,
  type AdapterLeg,
  type LegContext,
} from '@jackfield/core/adapter-kit';
import { connect, type LivekitCredential } from './connect.ts';
import { createRoom } from './create-room.ts';
import { prepareEncryption, type LivekitEncryption } from './encryption.ts';
import type { LivekitRoom, LivekitSdk, LkEvents, LkRemoteParticipant, LkTrack } from './load-sdk.ts';
import { createLocalPublications } from './local-publications.ts';
import { errors } from './map-errors.ts';
import { mapOwnPermissions, mapParticipant, roleOf, sourceOf } from './map-roster.ts';
import { toLivekitModeration, type LivekitModerationFunction } from './moderation.ts';
import type { LivekitPublishing } from './publish-options.ts';
import { createTrackPublisher } from './publish-track.ts';
import { createRemoteSubscriptions } from './remote-subscriptions.ts';
import { createListeners } from './room-listeners.ts';
import { tokenClaims } from './token-claims.ts';
import { whenDone } from './when-done.ts';

export { loadSdk } from './load-sdk.ts';

/** What a room is joined with. */
export interface RoomParts {
  /** The SDK. */
  readonly sdk: LivekitSdk;
  /** See `LivekitOptions`. */
  readonly credential: CredentialFunction<LivekitCredential>;
  /** See `LivekitOptions`. */
  readonly moderate?: LivekitModerationFunction | undefined;
  /** See `LivekitOptions`. */
  readonly publishing?: LivekitPublishing | undefined;
  /** See `LivekitOptions`. */
  readonly dynacast?: boolean | undefined;
  /** See `LivekitOptions`. */
  readonly encryption?: LivekitEncryption | undefined;
}

/** Joins a room: one leg of a call. */
export async function joinRoom(parts: RoomParts, leg: LegContext): Promise<AdapterLeg<LivekitRoom>> {
  const { sdk, credential, moderate, encryption, publishing, dynacast } = parts;
  const { request, sink, environment, cleanup } = leg;
  const moderates = moderate !== undefined;
  const room = await createRoom(sdk, {
    encryption: encryption && (await prepareEncryption(encryption, request)),
    cleanup,
    dynacast,
  });
  const { localParticipant, remoteParticipants, engine } = room;
  const publisher = createTrackPublisher(room, sdk, { codecs: request.codecs, ...publishing });
  const local = createLocalPublications(publisher, environment);
  const remote = createRemoteSubscriptions(sink, { encrypts: encryption !== undefined });
  const people = createRosterReporter({
    sink,
    keys: () => remoteParticipants.keys(),
    describe(identity) {
      const participant = remoteParticipants.get(identity);
      return participant && mapParticipant(participant);
    },
  });
  const find = (remoteId: string): LkRemoteParticipant | undefined => {
    const participant = remoteParticipants.get(people.keyOf(remoteId) ?? '');
    return participant?.sid === remoteId ? participant : undefined;
  };
  /** When the token that reconnects go by ends, in milliseconds since 1970. */
  let tokenEnds: number | undefined;
  const holdToken = (token: string): void => {
    tokenEnds = tokenClaims(token)?.endsAt;
  };
  const listeners = createListeners({
    ...leg,
    room,
    people,
    local,
    remote,
    moderates,
    wallNow: () => environment.wallNow(),
    tokenEnded: () => tokenEnds !== undefined && tokenEnds <= environment.wallNow(),
  });
  // The room itself does not pass this on.
  engine.on('tokenRefreshed', holdToken);
  const reconnected = whenDone(engine, listeners.reconnected);
  cleanup.add(() => engine.off('tokenRefreshed', holdToken));
  cleanup.add(publisher.stop);
  cleanup.add(local.release);
  cleanup.add(listenTo<LkEvents>(room, { ...listeners, reconnected }));
  holdToken(await connect(room, { ...leg, credential }));
  return {
    ...local,
    native: room,
    result: {
      roster: people.begin(),
      permissions: mapOwnPermissions(localParticipant, { moderates }),
      role: roleOf(localParticipant.attributes),
      localDeferred: true,
    },
    doLeave: () => room.disconnect(false),
    doSyncRemote(remoteId, wanted) {
      const participant = find(remoteId);
      if (participant) remote.sync(participant, wanted);
      return Promise.resolve();
    },
    async doSetProfile({ displayName }) {
      const failed = errors.rethrow('The display name could not be changed.', 'server-error');
      await localParticipant.setName(displayName).catch(failed);
    },
    async doSendMessage({ topic, text, to: receivers }) {
      // The vendor addresses users, not presences; whoever has left is left out.
      const destinationIdentities = receivers?.flatMap((remoteId) => find(remoteId)?.identity ?? []);
      if (destinationIdentities?.length === 0) return;
      const to = destinationIdentities && { destinationIdentities };
      const failed = errors.rethrow('The message could not be sent.', 'message-failed');
      const data = new TextEncoder().encode(text);
      await localParticipant.publishData(data, { reliable: true, topic, ...to }).catch(failed);
    },
    doSetSignals() {
      // The vendor speaks of changes only: what has not changed since is said now.
      listeners.activeSpeakersChanged(room.activeSpeakers);
      for (const participant of [localParticipant, ...remoteParticipants.values()])
        listeners.connectionQualityChanged(participant.connectionQuality, participant);
      return Promise.resolve();
    },
    async doGetStats() {
      const found = await Promise.all([
        ...local.entries().map(([source, track]) => statsOf(track, { direction: 'send', source })),
        ...[...remoteParticipants.values()].flatMap(({ sid: remoteId, trackPublications }) =>
          [...trackPublications.values()].map(({ source, track }) =>
            statsOf(track, { direction: 'receive', remoteId, source: sourceOf(source) }),
          ),
        ),
      ]);
      return found.flat();
    },
    ...(moderate && {
      async doModerate(wish) {
        const failed = errors.rethrow('The server did not moderate.', 'forbidden');
        await moderate(toLivekitModeration(wish, { room: room.name, find })).catch(failed);
      },
    }),
  };
}

async function statsOf(
  track: LkTrack | undefined,
  about: Omit<DriverStats, 'report'>,
): Promise<readonly DriverStats[]> {
  const report = await track?.getRTCStatsReport();
  return report ? [{ ...about, report }] : [];
}

import type { LegContext, RosterReporter } from '@jackfield/core/adapter-kit';
import type {
  LkParticipant,
  LkRemoteParticipant,
  LkRemotePublication,
  LkRoster,
  LkTrack,
} from './load-sdk.ts';
import type { LocalPublications } from './local-publications.ts';
import { codesBySubscriptionError, errors, mapDisconnect } from './map-errors.ts';
import { mapQuality } from './map-quality.ts';
import { mapOwnPermissions, roleOf, sourceOf } from './map-roster.ts';
import type { RemoteSubscriptions } from './remote-subscriptions.ts';

/** What the events act on. */
export interface ListenersPort extends Pick<LegContext, 'sink' | 'phase' | 'signalsWanted'> {
  readonly room: LkRoster;
  readonly people: RosterReporter;
  readonly local: LocalPublications;
  readonly remote: RemoteSubscriptions;
  /** Tells whether the app can ask its own server to moderate. */
  readonly moderates: boolean;
  /** The time, in milliseconds since 1970. */
  wallNow(): number;
  /** Tells whether the token that reconnects go by has ended. */
  tokenEnded(): boolean;
}

type Publication = Pick<LkRemotePublication, 'source'>;
type OfPublication = (publication: Publication, participant: LkParticipant) => void;
type OfPerson = (change: unknown, participant: LkParticipant) => void;

/** The events that are listened to, with what is read of each. */
export interface RoomListeners {
  participantConnected(participant: LkParticipant): void;
  participantDisconnected(participant: LkParticipant): void;
  trackPublished: OfPerson;
  trackUnpublished: OfPerson;
  trackMuted: OfPublication;
  trackUnmuted: OfPublication;
  participantNameChanged: OfPerson;
  participantAttributesChanged: OfPerson;
  participantPermissionsChanged: OfPerson;
  trackSubscribed(track: LkTrack, publication: LkRemotePublication, participant: LkParticipant): void;
  trackUnsubscribed(track: unknown, publication: Publication, participant: LkParticipant): void;
  trackSubscriptionFailed(trackSid: string, participant: LkRemoteParticipant, reason?: number): void;
  localTrackUnpublished(publication: Publication): void;
  signalReconnecting(): void;
  reconnecting(): void;
  reconnected(): void;
  disconnected(reason?: number): void;
  activeSpeakersChanged(speakers: readonly { readonly sid: string; readonly audioLevel: number }[]): void;
  connectionQualityChanged(quality: string, participant: Pick<LkParticipant, 'sid'>): void;
  dataReceived(data: Uint8Array, participant: LkParticipant | undefined, kind: unknown, topic?: string): void;
  participantMetadataChanged(before: unknown, participant: { identity: string; metadata?: string }): void;
  roomMetadataChanged(metadata: string): void;
  transcriptionReceived(segments: readonly object[], participant?: Pick<LkParticipant, 'identity'>): void;
  encryptionError(error: Error, participant?: LkParticipant): void;
  recordingStatusChanged(recording: boolean): void;
}

/** The first words of the SDK about a frame that the key does not open. It says so once a second, and five times at most. */
const cannotDecrypt = /^(?:InvalidKey|MissingKey)/;
/** Two of them within this time are no frame that went astray, milliseconds. */
const lastingMs = 10_000;

/** Makes facts of the room's events. */
export function createListeners(port: ListenersPort): RoomListeners {
  const { sink, room, people, local, remote, phase, signalsWanted } = port;
  /** The local presence, and the room, as they were before an interruption; a restart gives a new presence. */
  let before: { readonly presence: string; readonly roomId: string | undefined } | undefined;
  let speaking: readonly string[] = [];
  let permissionsDue = false;
  /** When something of a presence could last not be decrypted, by its id. */
  const failedAt = new Map<string, number>();

  const roomId = (): string | undefined => room.engine.latestJoinResponse?.room?.sid;
  const isLocal = ({ sid }: Pick<LkParticipant, 'sid'>): boolean => sid === room.localParticipant.sid;
  const idOf = (one: Pick<LkParticipant, 'sid'>): string | undefined => (isLocal(one) ? undefined : one.sid);
  const interrupted = (): void => {
    // A restart takes everybody out of the room before it says what it is: the roster of the restoration counts.
    people.pause();
    if (before !== undefined) return;
    before = { presence: room.localParticipant.sid, roomId: roomId() };
    local.interrupted();
    sink.connectionInterrupted({});
  };
  const look = ({ identity }: LkParticipant): void => people.look(identity);
  const mayDo = (): void => {
    if (permissionsDue) return;
    permissionsDue = true;
    // One change comes as several events of one turn, each before the next is in the room.
    queueMicrotask(() => {
      permissionsDue = false;
      const permissions = mapOwnPermissions(room.localParticipant, port);
      if (!permissions || phase() !== 'joined') return;
      sink.permissionsChanged({ permissions, role: roleOf(room.localParticipant.attributes) });
    });
  };
  const lookOrMayDo: OfPerson = (_change, participant) => {
    if (isLocal(participant)) mayDo();
    else look(participant);
  };
  const muted =
    (isMuted: boolean): OfPublication =>
    (publication, participant) => {
      if (!isLocal(participant)) {
        look(participant);
        return;
      }
      const source = sourceOf(publication.source);
      if (source && local.mutedByServer(source, isMuted)) sink.localMutedByServer({ source });
    };
  const changed: OfPerson = (_change, participant) => {
    if (!isLocal(participant)) look(participant);
  };
  return {
    participantConnected: look,
    participantDisconnected: look,
    trackPublished: changed,
    trackUnpublished: changed,
    trackMuted: muted(true),
    trackUnmuted: muted(false),
    participantNameChanged: changed,
    participantAttributesChanged: lookOrMayDo,
    participantPermissionsChanged: lookOrMayDo,
    trackSubscribed({ mediaStreamTrack: track }, publication, { sid: remoteId }) {
      const source = sourceOf(publication.source);
      remote.arrived(publication);
      if (source) sink.remoteTrack({ remoteId, source, track });
    },
    trackUnsubscribed(_track, publication, { identity, sid: remoteId }) {
      const source = sourceOf(publication.source);
      // Those on the way out are no longer in the room's map: their leave says it all.
      const present = room.remoteParticipants.get(identity)?.sid === remoteId;
      if (source && present) sink.remoteTrackLost({ remoteId, source });
    },
    trackSubscriptionFailed(trackSid, { sid: remoteId, trackPublications }, vendorCode = 0) {
      const source = sourceOf(trackPublications.get(trackSid)?.source ?? '');
      if (!source) return;
      const code = codesBySubscriptionError[vendorCode] ?? 'subscribe-failed';
      const error = errors.make(code, `The ${source} cannot be received.`, { vendorCode });
      sink.subscriptionFailed({ remoteId, source, error });
    },
    localTrackUnpublished(publication) {
      // A restart takes down everything that is published, to publish it anew.
      if (before !== undefined) return;
      const source = sourceOf(publication.source);
      if (source && local.unpublishedByServer(source)) sink.localUnpublishedByServer({ source });
    },
    signalReconnecting: interrupted,
    reconnecting: interrupted,
    reconnected() {
      // An attempt that failed half-way tells of the next one's success too.
      if (before === undefined) return;
      const restarted = before.presence !== room.localParticipant.sid;
      // A server that has lost the room has lost everybody else too: they come back one by one.
      const rosterComplete = !restarted || before.roomId === roomId();
      before = undefined;
      local.restored({ restarted });
      const mode = restarted ? 'restarted' : 'resumed';
      sink.connectionRestored({ mode, roster: people.begin(), rosterComplete });
    },
    disconnected(reason) {
      if (phase() !== 'joined') return;
      // Of a reconnect that is refused the SDK says nothing but that it is over.
      const expired = reason === undefined && before !== undefined && port.tokenEnded();
      sink.ended({ reason: expired ? 'credential-expired' : mapDisconnect(reason), vendorHasLeft: true });
    },
    activeSpeakersChanged(speakers) {
      const silent = speaking.filter((sid) => !speakers.some((speaker) => speaker.sid === sid));
      speaking = speakers.map(({ sid }) => sid);
      if (!signalsWanted().levels) return;
      const all = [...speakers, ...silent.map((sid) => ({ sid, audioLevel: 0 }))];
      sink.signals({
        levels: all.map((one) => ({ remoteId: idOf(one), level: Math.min(1, one.audioLevel) })),
      });
    },
    connectionQualityChanged(word, participant) {
      if (!signalsWanted().quality) return;
      const uplink = mapQuality(word);
      sink.signals({ quality: [{ remoteId: idOf(participant), uplink, downlink: 'unknown' }] });
    },
    dataReceived(data, participant, _kind, topic = '') {
      const text = new TextDecoder().decode(data);
      // Whether it was encrypted the SDK does not say: it gives 0 for either (livekit-client 2.23).
      if (participant) sink.messageReceived({ remoteId: participant.sid, topic, text });
      // Sent by the server's API: core has no word for a message that nobody sent.
      else sink.vendorEvent({ name: 'dataReceived', payload: { topic, text } });
    },
    participantMetadataChanged(_before, { identity, metadata }) {
      sink.vendorEvent({ name: 'participantMetadataChanged', payload: { identity, metadata } });
    },
    roomMetadataChanged(metadata) {
      sink.vendorEvent({ name: 'roomMetadataChanged', payload: { metadata } });
    },
    encryptionError(error, participant) {
      if (participant && cannotDecrypt.test(error.message)) {
        const now = port.wallNow();
        const since = now - (failedAt.get(participant.sid) ?? -Infinity);
        failedAt.set(participant.sid, now);
        const stranger = room.remoteParticipants.get(participant.identity);
        if (stranger && since < lastingMs) remote.undecryptable(stranger);
      }
      const payload = { error, identity: participant?.identity };
      sink.vendorEvent({ name: 'encryptionError', payload });
    },
    transcriptionReceived(segments, participant) {
      const payload = { segments, identity: participant?.identity };
      sink.vendorEvent({ name: 'transcriptionReceived', payload });
    },
    recordingStatusChanged(recording) {
      sink.recordingChanged({ recording });
    },
  };
}

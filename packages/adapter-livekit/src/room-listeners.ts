import { RtcError, type RtcDriverSink, type SignalsWanted } from '@jackfield/core/adapter';
import type { LocalPublications } from './local-publications.ts';
import { codesBySubscriptionError, mapDisconnect } from './map-errors.ts';
import { mapQuality } from './map-quality.ts';
import {
  mapOwnPermissions,
  mapParticipant,
  mapPermissions,
  mapSources,
  roleOf,
  sourceOf,
} from './map-roster.ts';
import type { LkListeners, LkRemoteParticipant, LkRoom } from './port.ts';
import type { RemoteSubscriptions } from './remote-subscriptions.ts';

/** What the events act on. */
export interface ListenersPort {
  readonly sink: RtcDriverSink;
  readonly room: LkRoom;
  readonly local: LocalPublications;
  readonly remote: RemoteSubscriptions;
  /** Whether the app can ask its own server to moderate. */
  readonly moderates: boolean;
  wanted(): SignalsWanted;
  /** The token that reconnects go by is another one now. */
  holdsToken(token: string): void;
  /** Whether that token has ended. */
  tokenEnded(): boolean;
  /** Whether the room's end and the own rights are news: not before it is joined, nor when core has asked to leave. */
  tellsEnds(): boolean;
}

/** The room's events as facts. */
export function createListeners(port: ListenersPort): LkListeners {
  const { sink, room, local, remote } = port;
  /** Reported as gone in this turn. A restart reports everybody so just before it says that it restarts. */
  const gone = new Set<string>();
  /** Announced in this turn, in which the SDK goes on to say what they may and what they publish. */
  const arriving = new Set<string>();
  /** Reported as there by a restored roster: the SDK announces them once more right after it. */
  const announced = new Set<string>();
  /** The own presence, and the room, as they were before an interruption; a restart gives a new presence. */
  let before:
    | { readonly presence: string; readonly room: string | undefined; readonly people: readonly string[] }
    | undefined;
  /** Left out of a restored roster: the SDK tells of their leave once more right after it. */
  const withdrawn = new Set<string>();
  let speaking: readonly string[] = [];
  let permissionsDue = false;

  const interrupted = (): void => {
    if (before !== undefined) {
      gone.clear();
      return;
    }
    // A restart takes everybody out of the room before it says what it is.
    const people = [...room.remoteParticipants.values()].map(({ sid }) => sid);
    before = { presence: room.localParticipant.sid, room: room.sid, people: [...people, ...gone] };
    gone.clear();
    local.interrupted();
    sink.connectionInterrupted({});
  };

  const changed = (participant: LkRemoteParticipant): void => {
    if (arriving.has(participant.sid)) return;
    sink.participantUpdated({
      remoteId: participant.sid,
      displayName: participant.name ?? '',
      role: roleOf(participant.attributes),
      permissions: participant.permissions && mapPermissions(participant.permissions),
      sources: mapSources(participant),
    });
  };

  return {
    participantConnected(participant) {
      // Whoever comes meanwhile is in the roster of the restoration.
      if (before !== undefined) return;
      if (announced.delete(participant.sid)) {
        changed(participant);
        return;
      }
      const { sid } = participant;
      arriving.add(sid);
      queueMicrotask(() => {
        if (arriving.delete(sid)) sink.participantJoined(mapParticipant(participant, false));
      });
    },
    participantDisconnected({ sid }) {
      announced.delete(sid);
      if (withdrawn.delete(sid) || arriving.delete(sid)) return;
      gone.add(sid);
      queueMicrotask(() => {
        if (gone.delete(sid)) sink.participantLeft({ remoteId: sid });
      });
    },
    participantChanged: changed,
    trackSubscribed({ sid }, publication, { mediaStreamTrack }) {
      const source = sourceOf(publication.source);
      remote.arrived(publication);
      if (source) sink.remoteTrack({ remoteId: sid, source, track: mediaStreamTrack });
    },
    trackUnsubscribed({ sid }, publication) {
      const source = sourceOf(publication.source);
      if (source) sink.remoteTrackLost({ remoteId: sid, source });
    },
    trackSubscriptionFailed(participant, trackSid, reason = 0) {
      const source = sourceOf(participant.trackPublications.get(trackSid)?.source ?? '');
      if (!source) return;
      const code = codesBySubscriptionError[reason] ?? 'subscribe-failed';
      const error = new RtcError({
        code,
        message: `The ${source} cannot be received.`,
        adapter: 'livekit',
        vendorCode: reason,
      });
      sink.subscriptionFailed({ remoteId: participant.sid, source, error });
    },
    localTrackMuted(word, muted) {
      const source = sourceOf(word);
      if (source && local.mutedByServer(source, muted)) sink.localMutedByServer({ source });
    },
    localTrackUnpublished(word) {
      // A restart takes down everything that is published, to publish it anew.
      if (before !== undefined) return;
      const source = sourceOf(word);
      if (source && local.unpublishedByServer(source)) sink.localUnpublishedByServer({ source });
    },
    localPermissionsChanged() {
      if (permissionsDue) return;
      permissionsDue = true;
      // One change comes as several events of one turn, each before the next is in the room.
      queueMicrotask(() => {
        permissionsDue = false;
        const permissions = mapOwnPermissions(room.localParticipant, port);
        if (!permissions || !port.tellsEnds()) return;
        sink.permissionsChanged({ permissions, role: roleOf(room.localParticipant.attributes) });
      });
    },
    signalReconnecting: interrupted,
    reconnecting: interrupted,
    reconnected() {
      // An attempt that failed half-way tells of the next one's success too.
      if (before === undefined) return;
      const mode = before.presence === room.localParticipant.sid ? 'resumed' : 'restarted';
      // A server that has lost the room has lost everybody else too: they come back one by one.
      const rosterComplete = mode === 'resumed' || before.room === room.sid;
      const known = before.people;
      before = undefined;
      const roster = [...room.remoteParticipants.values()].map((participant) =>
        mapParticipant(participant, true),
      );
      local.restored();
      if (mode === 'restarted') local.forgetLost();
      const present = new Set(roster.map(({ remoteId }) => remoteId));
      // After a restart everybody, else whoever is new.
      for (const remoteId of present)
        if (mode === 'restarted' || !known.includes(remoteId)) announced.add(remoteId);
      if (mode === 'resumed') for (const sid of known) if (!present.has(sid)) withdrawn.add(sid);
      sink.connectionRestored({ mode, roster, rosterComplete });
    },
    tokenRefreshed: (token) => {
      port.holdsToken(token);
    },
    disconnected(reason) {
      if (!port.tellsEnds()) return;
      // Of a reconnect that is refused the SDK says nothing but that it is over.
      const expired = reason === undefined && before !== undefined && port.tokenEnded();
      sink.ended({ reason: expired ? 'credential-expired' : mapDisconnect(reason), vendorHasLeft: true });
    },
    activeSpeakersChanged(speakers) {
      const silent = speaking.filter((sid) => !speakers.some((speaker) => speaker.sid === sid));
      speaking = speakers.map(({ sid }) => sid);
      if (!port.wanted().levels) return;
      const levels = [...speakers, ...silent.map((sid) => ({ sid, audioLevel: 0 }))];
      sink.signals({
        levels: levels.map(({ sid, audioLevel }) => ({
          remoteId: sid === room.localParticipant.sid ? undefined : sid,
          level: Math.min(1, audioLevel),
        })),
      });
    },
    connectionQualityChanged(word, participant) {
      if (!port.wanted().quality) return;
      const quality = mapQuality(word);
      const remoteId = participant.sid === room.localParticipant.sid ? undefined : participant.sid;
      sink.signals({ quality: [{ remoteId, uplink: quality, downlink: 'unknown' }] });
    },
    dataReceived(text, participant, topic = '') {
      if (participant) sink.messageReceived({ remoteId: participant.sid, topic, text });
      // Sent by the server's API: core has no word for a message that nobody sent.
      else sink.vendorEvent({ name: 'dataReceived', payload: { topic, text } });
    },
    recordingChanged(recording) {
      sink.recordingChanged({ recording });
    },
    vendorEvent(name, payload) {
      sink.vendorEvent({ name, payload });
    },
  };
}

import { RtcError, type RtcDriverSink, type SignalsWanted } from '@jackfield/core/adapter';
import type { LocalPublications } from './local-publications.ts';
import { codesBySubscriptionError, mapDisconnect } from './map-errors.ts';
import { mapQuality } from './map-quality.ts';
import { mapParticipant, mapPermissions, mapSources, sourceOf } from './map-roster.ts';
import type { LkListeners, LkRoom } from './port.ts';

/** What the events act on. */
export interface ListenersPort {
  readonly sink: RtcDriverSink;
  readonly room: LkRoom;
  readonly local: LocalPublications;
  wanted(): SignalsWanted;
  /** Whether core has asked to leave: the end is then no news. */
  isLeaving(): boolean;
}

/** The room's events as facts. */
export function createListeners(port: ListenersPort): LkListeners {
  const { sink, room, local } = port;
  /** Reported as gone in this turn. A restart reports everybody so just before it says that it restarts. */
  const gone = new Set<string>();
  let restarting = false;

  const interrupted = (): void => {
    if (gone.size > 0) restarting = true;
    gone.clear();
    sink.connectionInterrupted({});
  };

  return {
    participantConnected(participant) {
      sink.participantJoined(mapParticipant(participant, false));
    },
    participantDisconnected({ sid }) {
      gone.add(sid);
      queueMicrotask(() => {
        if (gone.delete(sid)) sink.participantLeft({ remoteId: sid });
      });
    },
    participantChanged(participant) {
      sink.participantUpdated({
        remoteId: participant.sid,
        displayName: participant.name,
        permissions: participant.permissions && mapPermissions(participant.permissions),
        sources: mapSources(participant),
      });
    },
    trackSubscribed({ sid }, publication, { mediaStreamTrack }) {
      const source = sourceOf(publication.source);
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
      const source = sourceOf(word);
      if (source && local.unpublishedByServer(source)) sink.localUnpublishedByServer({ source });
    },
    localPermissionsChanged(permissions) {
      if (permissions) sink.permissionsChanged({ permissions: mapPermissions(permissions) });
    },
    signalReconnecting: interrupted,
    reconnecting: interrupted,
    reconnected() {
      const roster = [...room.remoteParticipants.values()].map((participant) =>
        mapParticipant(participant, true),
      );
      sink.connectionRestored({ mode: restarting ? 'restarted' : 'resumed', roster });
      restarting = false;
    },
    disconnected(reason) {
      if (!port.isLeaving()) sink.ended({ reason: mapDisconnect(reason), vendorHasLeft: true });
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
  };
}

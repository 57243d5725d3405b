import type { RtcDriverSink } from './rtc-driver-sink.ts';

// A new fact does not compile until it is listed.
const known: Readonly<Record<keyof RtcDriverSink, true>> = {
  rosterSnapshot: true,
  participantJoined: true,
  participantUpdated: true,
  participantLeft: true,
  participantInterrupted: true,
  participantRestored: true,
  sourcePublished: true,
  sourceUnpublished: true,
  sourceMuted: true,
  remoteTrack: true,
  remoteTrackLost: true,
  subscriptionFailed: true,
  publicationInterrupted: true,
  publicationRestored: true,
  publicationLost: true,
  localMutedByServer: true,
  localUnpublishedByServer: true,
  permissionsChanged: true,
  connectionInterrupted: true,
  connectionRestored: true,
  credentialExpiring: true,
  playbackBlocked: true,
  messageReceived: true,
  recordingChanged: true,
  signals: true,
  vendorEvent: true,
  ended: true,
};

/** The names of all facts that a driver may report: the methods of a sink, for whatever stands between a driver and its sink. */
export const driverFactNames: readonly (keyof RtcDriverSink)[] = Object.keys(
  known,
) as (keyof RtcDriverSink)[];

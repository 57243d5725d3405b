import type { RtcDriverSink } from '../adapter/rtc-driver-sink.ts';

/** A fact as a driver reported it: the sink's method and its argument. */
export type DriverFact = {
  readonly [Name in keyof RtcDriverSink]: {
    readonly type: Name;
    readonly data: Parameters<RtcDriverSink[Name]>[0];
  };
}[keyof RtcDriverSink];

/** A sink that turns each call into one plain value. */
export function createSink(report: (fact: DriverFact) => void): RtcDriverSink {
  const to =
    <Name extends keyof RtcDriverSink>(type: Name) =>
    (data: Parameters<RtcDriverSink[Name]>[0]): void => {
      report({ type, data } as DriverFact);
    };
  return {
    rosterSnapshot: to('rosterSnapshot'),
    participantJoined: to('participantJoined'),
    participantUpdated: to('participantUpdated'),
    participantLeft: to('participantLeft'),
    participantInterrupted: to('participantInterrupted'),
    participantRestored: to('participantRestored'),
    sourcePublished: to('sourcePublished'),
    sourceUnpublished: to('sourceUnpublished'),
    sourceMuted: to('sourceMuted'),
    remoteTrack: to('remoteTrack'),
    remoteTrackLost: to('remoteTrackLost'),
    subscriptionFailed: to('subscriptionFailed'),
    publicationInterrupted: to('publicationInterrupted'),
    publicationRestored: to('publicationRestored'),
    publicationLost: to('publicationLost'),
    localMutedByServer: to('localMutedByServer'),
    localUnpublishedByServer: to('localUnpublishedByServer'),
    permissionsChanged: to('permissionsChanged'),
    connectionInterrupted: to('connectionInterrupted'),
    connectionRestored: to('connectionRestored'),
    credentialExpiring: to('credentialExpiring'),
    playbackBlocked: to('playbackBlocked'),
    messageReceived: to('messageReceived'),
    recordingChanged: to('recordingChanged'),
    signals: to('signals'),
    vendorEvent: to('vendorEvent'),
    ended: to('ended'),
  };
}

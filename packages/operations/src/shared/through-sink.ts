import type { RtcDriverSink } from '@jackfield/core/adapter';

/** A fact as a driver reported it. */
export type Fact = {
  readonly [Name in keyof RtcDriverSink]: {
    readonly name: Name;
    readonly data: Parameters<RtcDriverSink[Name]>[0];
  };
}[keyof RtcDriverSink];

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

/** The names of all facts. */
export const factNames: readonly (keyof RtcDriverSink)[] = Object.keys(known) as (keyof RtcDriverSink)[];

/** Makes a sink that gives each fact to `hear`, which hands on what is to be told. */
export function throughSink(hear: (fact: Fact) => void): RtcDriverSink {
  return Object.fromEntries(
    factNames.map((name) => [
      name,
      (data: unknown) => {
        hear({ name, data } as Fact);
      },
    ]),
  ) as Record<keyof RtcDriverSink, () => void>;
}

/** Tells a fact to a sink. */
export function tellFact(sink: RtcDriverSink, { name, data }: Fact): void {
  (sink[name] as (fact: typeof data) => void)(data);
}

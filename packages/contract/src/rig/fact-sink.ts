import type { RtcDriverSink } from '@jackfield/core/adapter';
import type { DriverFact } from './bare-driver.ts';

/** Every fact there is: a new one does not compile until it is listed. */
const factNames: Readonly<Record<keyof RtcDriverSink, true>> = {
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
export const allFacts: readonly (keyof RtcDriverSink)[] = Object.keys(factNames) as (keyof RtcDriverSink)[];

/** A sink that hands each fact to one function. */
export function sinkOf(report: (fact: DriverFact) => void): RtcDriverSink {
  const members = allFacts.map((name) => [
    name,
    (fact: unknown) => {
      report({ name, fact } as DriverFact);
    },
  ]);
  return Object.fromEntries(members) as RtcDriverSink;
}

/** The facts of one name, in order: what {@link BareDriver.of} gives. */
export function factsOf<Name extends keyof RtcDriverSink>(
  facts: readonly DriverFact[],
  name: Name,
): readonly Parameters<RtcDriverSink[Name]>[0][] {
  const isWanted = (each: { readonly name: string; readonly fact: unknown }): each is DriverFact<Name> =>
    each.name === name;
  return facts.flatMap((each) => (isWanted(each) ? [each.fact] : []));
}

import type { RtcDriverEnvironment, RtcDriverSink } from '@jackfield/core/adapter';
import { expect, it } from 'vitest';
import { LocalPublications } from '../src/local-publications.ts';
import type { LkRemoteParticipant, LkRoom } from '../src/port.ts';
import { createListeners } from '../src/room-listeners.ts';

function rig() {
  const facts: (readonly [string, unknown])[] = [];
  const report =
    (name: string) =>
    (fact: unknown): void => {
      facts.push([name, fact]);
    };
  const sink: RtcDriverSink = {
    rosterSnapshot: report('rosterSnapshot'),
    participantJoined: report('participantJoined'),
    participantUpdated: report('participantUpdated'),
    participantLeft: report('participantLeft'),
    participantInterrupted: report('participantInterrupted'),
    participantRestored: report('participantRestored'),
    sourcePublished: report('sourcePublished'),
    sourceUnpublished: report('sourceUnpublished'),
    sourceMuted: report('sourceMuted'),
    remoteTrack: report('remoteTrack'),
    remoteTrackLost: report('remoteTrackLost'),
    subscriptionFailed: report('subscriptionFailed'),
    publicationInterrupted: report('publicationInterrupted'),
    publicationRestored: report('publicationRestored'),
    publicationLost: report('publicationLost'),
    localMutedByServer: report('localMutedByServer'),
    localUnpublishedByServer: report('localUnpublishedByServer'),
    permissionsChanged: report('permissionsChanged'),
    connectionInterrupted: report('connectionInterrupted'),
    connectionRestored: report('connectionRestored'),
    credentialExpiring: report('credentialExpiring'),
    playbackBlocked: report('playbackBlocked'),
    messageReceived: report('messageReceived'),
    recordingChanged: report('recordingChanged'),
    signals: report('signals'),
    vendorEvent: report('vendorEvent'),
    ended: report('ended'),
  };
  const ada: LkRemoteParticipant = { sid: 'PA_1', identity: 'ada', kind: 0, trackPublications: new Map() };
  const members = new Map([['ada', ada]]);
  const unused = (): Promise<never> => Promise.reject(new Error('not used here'));
  const room: LkRoom = {
    native: undefined,
    name: 'room',
    localParticipant: { sid: 'PA_0', identity: 'me', kind: 0, publishData: unused, setName: unused },
    remoteParticipants: members,
    connect: unused,
    disconnect: unused,
    publish: unused,
    listen: () => () => undefined,
  };
  const environment: RtcDriverEnvironment = {
    clock: { now: () => 0, after: () => () => undefined },
    RTCPeerConnection: undefined,
    createMediaStream: () => {
      throw new Error('not used here');
    },
    createPlaceholder: () => {
      throw new Error('not used here');
    },
  };
  let leaving = false;
  const listeners = createListeners({
    sink,
    room,
    local: new LocalPublications(room, environment),
    wanted: () => ({ levels: false, quality: false }),
    isLeaving: () => leaving,
  });
  return {
    facts,
    ada,
    members,
    listeners,
    leave: () => {
      leaving = true;
    },
    names: () => facts.map(([name]) => name),
  };
}

it('tells of a leave once the turn is over', async () => {
  const { listeners, ada, facts } = rig();
  listeners.participantDisconnected(ada);
  expect(facts).toEqual([]);
  await Promise.resolve();
  expect(facts).toEqual([['participantLeft', { remoteId: 'PA_1' }]]);
});

it('takes leaves just before a restart for the restart', async () => {
  const { listeners, ada, members, facts, names } = rig();
  listeners.participantDisconnected(ada);
  listeners.reconnecting();
  await Promise.resolve();
  members.set('ada', { ...ada, sid: 'PA_2' });
  listeners.reconnected();
  expect(names()).toEqual(['connectionInterrupted', 'connectionRestored']);
  expect(facts[1]?.[1]).toMatchObject({ mode: 'restarted', roster: [{ remoteId: 'PA_2', userId: 'ada' }] });
});

it('calls it resumed when nobody was reported as gone', () => {
  const { listeners, facts } = rig();
  listeners.signalReconnecting();
  listeners.reconnected();
  expect(facts[1]).toMatchObject(['connectionRestored', { mode: 'resumed' }]);
});

it('reports a kick, but not the end that core asked for', () => {
  const kicked = rig();
  kicked.listeners.disconnected(4);
  expect(kicked.facts).toEqual([['ended', { reason: 'kicked', vendorHasLeft: true }]]);
  const left = rig();
  left.leave();
  left.listeners.disconnected(1);
  expect(left.facts).toEqual([]);
});

import type { RtcDriverEnvironment, RtcDriverSink } from '@jackfield/core/adapter';
import { expect, it } from 'vitest';
import { LocalPublications } from '../src/local-publications.ts';
import type { LkRemoteParticipant, LkRoom } from '../src/port.ts';
import { RemoteSubscriptions } from '../src/remote-subscriptions.ts';
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
  const ada: LkRemoteParticipant = {
    sid: 'PA_1',
    identity: 'ada',
    kind: 0,
    attributes: {},
    connectionQuality: 'unknown',
    trackPublications: new Map(),
  };
  const members = new Map([['ada', ada]]);
  const unused = (): Promise<never> => Promise.reject(new Error('not used here'));
  const own = {
    sid: 'PA_0',
    identity: 'me',
    kind: 0,
    attributes: {},
    connectionQuality: 'unknown',
    publishData: unused,
    setName: unused,
  };
  const room: { -readonly [Key in keyof LkRoom]: LkRoom[Key] } = {
    native: undefined,
    name: 'room',
    sid: 'RM_1',
    activeSpeakers: [],
    localParticipant: own,
    remoteParticipants: members,
    connect: unused,
    disconnect: unused,
    publish: unused,
    listen: () => () => undefined,
  };
  const environment: RtcDriverEnvironment = {
    clock: { now: () => 0, after: () => () => undefined },
    wallNow: () => 0,
    RTCPeerConnection: undefined,
    createMediaStream: () => {
      throw new Error('not used here');
    },
    createPlaceholder: () => {
      throw new Error('not used here');
    },
  };
  let leaving = false;
  let held = '';
  const listeners = createListeners({
    sink,
    room,
    local: new LocalPublications(room, environment),
    remote: new RemoteSubscriptions(sink),
    moderates: false,
    holdsToken: (token) => {
      held = token;
    },
    tokenEnded: () => held === 'ended',
    wanted: () => ({ levels: true, quality: false }),
    tellsEnds: () => !leaving,
  });
  return {
    facts,
    ada,
    members,
    listeners,
    own,
    room,
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
  const { listeners, own, ada, members, facts, names } = rig();
  listeners.participantDisconnected(ada);
  listeners.reconnecting();
  await Promise.resolve();
  const again = { ...ada, sid: 'PA_2' };
  members.set('ada', again);
  own.sid = 'PA_3';
  listeners.reconnected();
  // The SDK announces everybody once more.
  listeners.participantConnected(again);
  expect(names()).toEqual(['connectionInterrupted', 'connectionRestored', 'participantUpdated']);
  expect(facts[1]?.[1]).toMatchObject({ mode: 'restarted', roster: [{ remoteId: 'PA_2', userId: 'ada' }] });
});

it('reports one interruption, however often the SDK changes its mind', () => {
  const { listeners, names } = rig();
  listeners.signalReconnecting();
  listeners.reconnecting();
  listeners.reconnected();
  expect(names()).toEqual(['connectionInterrupted', 'connectionRestored']);
});

it('tells who fell silent', () => {
  const { listeners, facts } = rig();
  listeners.activeSpeakersChanged([
    { sid: 'PA_1', audioLevel: 0.5 },
    { sid: 'PA_0', audioLevel: 2 },
  ]);
  listeners.activeSpeakersChanged([]);
  expect(facts.map(([, fact]) => fact)).toEqual([
    {
      levels: [
        { remoteId: 'PA_1', level: 0.5 },
        { remoteId: undefined, level: 1 },
      ],
    },
    {
      levels: [
        { remoteId: 'PA_1', level: 0 },
        { remoteId: undefined, level: 0 },
      ],
    },
  ]);
});

it('expects the others one by one where the server has lost the room', () => {
  const { listeners, own, room, facts } = rig();
  listeners.reconnecting();
  own.sid = 'PA_3';
  listeners.reconnected();
  listeners.reconnecting();
  own.sid = 'PA_4';
  room.sid = 'RM_2';
  listeners.reconnected();
  const restored = facts.filter(([name]) => name === 'connectionRestored').map(([, fact]) => fact);
  expect(restored).toMatchObject([
    { mode: 'restarted', rosterComplete: true },
    { mode: 'restarted', rosterComplete: false },
  ]);
});

it('takes those whom a restart announces anew with the ids they had for no newcomers', () => {
  const { listeners, own, ada, names } = rig();
  listeners.reconnecting();
  own.sid = 'PA_3';
  listeners.reconnected();
  listeners.participantConnected(ada);
  expect(names()).toEqual(['connectionInterrupted', 'connectionRestored', 'participantUpdated']);
});

it('tells once of a restart that the SDK tells twice', () => {
  const { listeners, own, names } = rig();
  listeners.reconnecting();
  own.sid = 'PA_3';
  listeners.reconnected();
  listeners.reconnected();
  expect(names()).toEqual(['connectionInterrupted', 'connectionRestored']);
});

it('leaves whoever is announced during a restart to the roster', () => {
  const { listeners, own, ada, names } = rig();
  listeners.reconnecting();
  listeners.participantConnected(ada);
  own.sid = 'PA_3';
  listeners.reconnected();
  expect(names()).toEqual(['connectionInterrupted', 'connectionRestored']);
});

it('tells of who came and went during an interruption once', async () => {
  const { listeners, ada, members, names } = rig();
  listeners.signalReconnecting();
  members.delete('ada');
  const bob = { ...ada, sid: 'PA_5', identity: 'bob' };
  members.set('bob', bob);
  listeners.reconnected();
  // What the SDK has kept back follows.
  listeners.participantDisconnected(ada);
  listeners.participantConnected(bob);
  await Promise.resolve();
  expect(names()).toEqual(['connectionInterrupted', 'connectionRestored', 'participantUpdated']);
});

it('calls it resumed when the own presence stayed', () => {
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

it('tells a reconnect that was refused for its token from one that was lost', () => {
  const endOf = (token: string): unknown => {
    const { listeners, facts } = rig();
    listeners.tokenRefreshed(token);
    listeners.reconnecting();
    listeners.disconnected(undefined);
    return facts.at(-1)?.[1];
  };
  expect(endOf('ended')).toEqual({ reason: 'credential-expired', vendorHasLeft: true });
  expect(endOf('good')).toEqual({ reason: 'connection-lost', vendorHasLeft: true });
});

import type { RtcDriverSink } from '@jackfield/core/adapter';
import { createRosterReporter, type LegPhase } from '@jackfield/core/adapter-kit';
import { createFakeEnvironment } from '@jackfield/core/testing';
import { expect, it } from 'vitest';
import type { LkRemoteParticipant } from '../src/load-sdk.ts';
import { createLocalPublications } from '../src/local-publications.ts';
import { mapParticipant } from '../src/map-roster.ts';
import { createRemoteSubscriptions } from '../src/remote-subscriptions.ts';
import { createListeners } from '../src/room-listeners.ts';

function rig({ encrypts = false } = {}) {
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
  };
  const engine = { latestJoinResponse: { room: { sid: 'RM_1' } } };
  const room = { name: 'room', engine, localParticipant: own, remoteParticipants: members };
  const people = createRosterReporter({
    sink,
    keys: () => members.keys(),
    describe(identity) {
      const participant = members.get(identity);
      return participant && mapParticipant(participant);
    },
  });
  people.begin();
  const state: { phase: LegPhase; tokenEnded: boolean; now: number } = {
    phase: 'joined',
    tokenEnded: false,
    now: 0,
  };
  const { environment } = createFakeEnvironment();
  const publisher = { publish: unused, unpublish: unused, setQuality: unused, isPublished: () => false };
  const listeners = createListeners({
    sink,
    room,
    people,
    local: createLocalPublications(publisher, environment),
    remote: createRemoteSubscriptions(sink, { encrypts }),
    moderates: false,
    wallNow: () => state.now,
    tokenEnded: () => state.tokenEnded,
    signalsWanted: () => ({ levels: true, quality: false }),
    phase: () => state.phase,
  });
  return {
    facts,
    ada,
    members,
    listeners,
    own,
    engine,
    state,
    names: () => facts.map(([name]) => name),
  };
}

it('tells of a leave once the turn is over', async () => {
  const { listeners, ada, members, facts } = rig();
  members.delete('ada');
  listeners.participantDisconnected(ada);
  expect(facts).toEqual([]);
  await Promise.resolve();
  expect(facts).toEqual([['participantLeft', { remoteId: 'PA_1' }]]);
});

it('takes leaves just before a restart for the restart', async () => {
  const { listeners, own, ada, members, facts, names } = rig();
  members.delete('ada');
  listeners.participantDisconnected(ada);
  listeners.reconnecting();
  await Promise.resolve();
  const again = { ...ada, sid: 'PA_2' };
  members.set('ada', again);
  own.sid = 'PA_3';
  listeners.reconnected();
  // The SDK announces everybody once more.
  listeners.participantConnected(again);
  await Promise.resolve();
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
  const { listeners, own, engine, facts } = rig();
  listeners.reconnecting();
  own.sid = 'PA_3';
  listeners.reconnected();
  listeners.reconnecting();
  own.sid = 'PA_4';
  engine.latestJoinResponse.room.sid = 'RM_2';
  listeners.reconnected();
  const restored = facts.filter(([name]) => name === 'connectionRestored').map(([, fact]) => fact);
  expect(restored).toMatchObject([
    { mode: 'restarted', rosterComplete: true },
    { mode: 'restarted', rosterComplete: false },
  ]);
});

it('takes those whom a restart announces anew with the ids they had for no newcomers', async () => {
  const { listeners, own, ada, names } = rig();
  listeners.reconnecting();
  own.sid = 'PA_3';
  listeners.reconnected();
  listeners.participantConnected(ada);
  await Promise.resolve();
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

it('leaves whoever is announced during a restart to the roster', async () => {
  const { listeners, own, members, ada, names } = rig();
  listeners.reconnecting();
  const bob = { ...ada, sid: 'PA_5', identity: 'bob' };
  members.set('bob', bob);
  listeners.participantConnected(bob);
  await Promise.resolve();
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
  left.state.phase = 'over';
  left.listeners.disconnected(1);
  expect(left.facts).toEqual([]);
});

it('tells a reconnect that was refused for its token from one that was lost', () => {
  const endOf = (token: string): unknown => {
    const { listeners, facts, state } = rig();
    state.tokenEnded = token === 'ended';
    listeners.reconnecting();
    listeners.disconnected(undefined);
    return facts.at(-1)?.[1];
  };
  expect(endOf('ended')).toEqual({ reason: 'credential-expired', vendorHasLeft: true });
  expect(endOf('good')).toEqual({ reason: 'connection-lost', vendorHasLeft: true });
});

it('gives up somebody whose media cannot be decrypted twice within seconds, and not for one frame', () => {
  const { listeners, ada, own, facts, state } = rig({ encrypts: true });
  const wishes: boolean[] = [];
  const microphone = {
    trackSid: 'TR_1',
    source: 'microphone',
    isMuted: false,
    isDesired: true,
    isEncrypted: true,
    setSubscribed: (wanted: boolean) => wishes.push(wanted),
    setVideoDimensions: () => undefined,
  };
  Object.assign(ada, { trackPublications: new Map([['TR_1', microphone]]) });
  const failures = (): unknown[] => facts.filter(([name]) => name === 'subscriptionFailed');
  const invalid = new Error('InvalidKey: decryption failed');
  listeners.encryptionError(invalid, ada);
  state.now = 60_000;
  listeners.encryptionError(invalid, ada);
  listeners.encryptionError(new Error('InternalError: transform error'), ada);
  listeners.encryptionError(invalid, own);
  expect(failures()).toEqual([]);
  state.now = 61_000;
  listeners.encryptionError(invalid, ada);
  listeners.encryptionError(invalid, ada);
  const told = { remoteId: 'PA_1', source: 'microphone', error: { code: 'key-mismatch' } };
  expect(failures()).toMatchObject([['subscriptionFailed', told]]);
  expect(wishes).toEqual([false]);
});

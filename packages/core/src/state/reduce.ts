import type { RtcDriverSink } from '../adapter/rtc-driver-sink.ts';
import type { Fact, Facts } from './fact.ts';
import { assign, emit, setSession, type Change, type MachineState } from './machine-state.ts';
import { movePublications, setLocal, setPublication, unpublishAll } from './reduce-local.ts';
import { remoteHandlers, setRender, setSubscription, type RemoteFactName } from './reduce-remote.ts';
import { depart, describe, meet, reconcileRoster } from './roster.ts';

/** How many facts about unannounced people are kept; a driver that reports more is wrong. */
const earlyLimit = 200;

/** Empties the room: everybody goes, with their events. */
function empty(change: Change): void {
  for (const [remoteId, id] of [...change.state.ids]) depart(change, remoteId, id);
  unpublishAll(change);
  assign(change, { held: new Set(), early: new Map(), recording: false });
}

/**
 * Facts that change nothing by themselves: the session renews the credential, ends the call and hands on signals, and capture
 * makes what a server did the user's intent and reports that as `localChanged`. What a sink has and this list has not, must
 * have a handler: the types see to it.
 */
const passing = [
  'credentialExpiring',
  'localMutedByServer',
  'localUnpublishedByServer',
  'signals',
  'ended',
] as const satisfies readonly (keyof RtcDriverSink)[];

type DriverFactName = Exclude<keyof RtcDriverSink, RemoteFactName | (typeof passing)[number]>;
type Handlers<Names extends keyof Facts> = {
  readonly [Name in Names]: (change: Change, data: Facts[Name]) => void;
};

function setBlocked(change: Change, { blocked }: Facts['playbackChanged']): void {
  if (change.state.playbackBlocked === blocked) return;
  assign(change, { playbackBlocked: blocked });
  emit(change, 'playback-changed', { blocked });
}

/** What core itself finds out. */
const coreHandlers: Handlers<Exclude<keyof Facts, keyof RtcDriverSink>> = {
  joinStarted(change, self) {
    assign(change, { self });
    setSession(change, { status: 'joining' });
  },
  joinSucceeded(change, { roster, permissions, role }) {
    const { self } = change.state;
    if (self) assign(change, { self: { ...self, permissions, role: role ?? self.role } });
    setSession(change, { status: 'joined' });
    reconcileRoster(change, roster, { existing: true, complete: true });
  },
  joinFailed(change) {
    empty(change);
    setSession(change, { status: 'idle' });
  },
  leaveStarted(change) {
    setSession(change, { status: 'leaving' });
  },
  callEnded(change, { reason, error }) {
    empty(change);
    setSession(change, { status: 'ended', reason, error });
  },
  selfChanged(change, part) {
    const { self } = change.state;
    if (self) assign(change, { self: { ...self, ...part } });
  },
  heldExpired(change) {
    for (const [remoteId, id] of [...change.state.ids])
      if (change.state.held.has(id)) depart(change, remoteId, id);
  },
  profileResolved(change, { participantId, displayName }) {
    const participant = change.state.participants.get(participantId);
    if (participant) describe(change, participant, { displayName });
  },
  subscriptionChanged: setSubscription,
  renderChanged: setRender,
  localChanged(change, state) {
    setLocal(change, { ...state, publication: change.state.local[state.source].publication });
  },
  publicationChanged: setPublication,
  playbackChanged: setBlocked,
  screenShareEnded(change, data) {
    emit(change, 'screen-share-ended', data);
  },
  warning(change, data) {
    emit(change, 'warning', data);
  },
};

/** What a driver reports of the room and the call. */
const driverHandlers: Handlers<DriverFactName> = {
  rosterSnapshot(change, { roster }) {
    reconcileRoster(change, roster, { existing: false, complete: true });
  },
  participantJoined(change, info) {
    const { ids, held } = change.state;
    const known = ids.get(info.remoteId);
    if (known !== undefined && !held.has(known)) change.contained.push('duplicate-participant');
    // While leaves are held, somebody new with the same user id is the same person coming back.
    meet(change, info, info.existing ?? false, held.size > 0 ? (_, id) => held.has(id) : undefined);
    const kept = change.state.early.get(info.remoteId);
    if (!kept) return;
    const early = new Map(change.state.early);
    early.delete(info.remoteId);
    assign(change, { early });
    for (const fact of kept) apply(change, fact);
  },
  participantLeft(change, { remoteId }) {
    const id = change.state.ids.get(remoteId);
    if (id === undefined) {
      const early = new Map(change.state.early);
      if (!early.delete(remoteId)) change.contained.push('unknown-participant');
      assign(change, { early });
    } else if (change.state.session.status === 'reconnecting') {
      assign(change, { held: new Set(change.state.held).add(id) });
    } else {
      depart(change, remoteId, id);
    }
  },
  messageReceived(change, { remoteId, topic, text }) {
    const participant = change.state.participants.get(change.state.ids.get(remoteId) ?? '');
    emit(change, 'message-received', {
      from: participant?.id,
      userId: participant?.userId ?? '',
      topic,
      text,
    });
  },
  publicationInterrupted(change, { source }) {
    setPublication(change, { source, publication: { status: 'interrupted' } });
  },
  publicationRestored(change, { source }) {
    if (change.state.local[source].publication.status === 'interrupted') {
      setPublication(change, { source, publication: { status: 'published' } });
    }
  },
  publicationLost(change, { source, error }) {
    setPublication(change, { source, publication: { status: 'publishing' } });
    emit(change, 'warning', { error });
  },
  permissionsChanged(change, { permissions, role }) {
    const { self } = change.state;
    if (!self) return;
    assign(change, { self: { ...self, permissions, role: role ?? self.role } });
    emit(change, 'permissions-changed', { permissions });
  },
  connectionInterrupted(change, { error }) {
    const { status } = change.state.session;
    if (status === 'joined') {
      setSession(change, { status: 'reconnecting' });
      movePublications(change, 'published', { status: 'interrupted' });
      if (error) emit(change, 'warning', { error });
    } else if (status !== 'reconnecting') {
      change.contained.push('interrupted-without-call');
    }
  },
  connectionRestored(change, { roster, mode, rosterComplete = true }) {
    if (change.state.session.status !== 'reconnecting') {
      change.contained.push('restored-without-interruption');
      return;
    }
    setSession(change, { status: 'joined' });
    reconcileRoster(change, roster, { existing: false, complete: rosterComplete });
    movePublications(change, 'interrupted', { status: mode === 'resumed' ? 'published' : 'publishing' });
  },
  playbackBlocked(change) {
    setBlocked(change, { blocked: true });
  },
  recordingChanged(change, { recording }) {
    if (change.state.recording === recording) return;
    assign(change, { recording });
    emit(change, 'recording-changed', { recording });
  },
  vendorEvent(change, data) {
    emit(change, 'vendor-event', data);
  },
};

/** Everything that a driver may report: the methods of a sink. */
export const driverFactNames: readonly (keyof RtcDriverSink)[] = [
  ...(Object.keys(remoteHandlers) as RemoteFactName[]),
  ...(Object.keys(driverHandlers) as DriverFactName[]),
  ...passing,
];

const handlers: Partial<Handlers<keyof Facts>> = {
  ...coreHandlers,
  ...driverHandlers,
};

type RemoteFact = Extract<Fact, { readonly type: RemoteFactName }>;

function isRemote(fact: { readonly type: string }): fact is RemoteFact {
  return fact.type in remoteHandlers;
}

/** A fact about one participant. Where the driver has not announced them yet, it is kept for their arrival. */
function applyRemote(change: Change, fact: RemoteFact): void {
  const { ids, participants, early } = change.state;
  const { remoteId } = fact.data;
  const participant = participants.get(ids.get(remoteId) ?? '');
  if (participant) {
    const handler = remoteHandlers[fact.type] as (
      change: Change,
      data: Fact['data'],
      who: typeof participant,
    ) => void;
    handler(change, fact.data, participant);
    return;
  }
  const kept = early.get(remoteId) ?? [];
  if (early.size >= earlyLimit || kept.length >= earlyLimit) change.contained.push('unknown-participant');
  else assign(change, { early: new Map(early).set(remoteId, [...kept, fact]) });
}

function apply<Name extends keyof Facts>(change: Change, fact: Fact<Name>): void {
  if (isRemote(fact)) applyRemote(change, fact);
  else handlers[fact.type]?.(change, fact.data);
}

/** The next state and what to tell. Pure: the same state and fact give the same result. */
export function reduce(state: MachineState, fact: Fact): Change {
  const change: Change = { state, events: [], contained: [] };
  apply(change, fact);
  return change;
}

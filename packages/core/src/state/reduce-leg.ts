import type { Change } from './change.ts';
import type { DriverFacts, Facts } from './fact.ts';
import type { LegDraft } from './leg-state.ts';
import { movePublications, setPublication } from './reduce-local.ts';
import type { RemoteFactName } from './reduce-remote.ts';
import { setBlocked, tellRecording } from './reduce-session.ts';
import { goneByUserId } from './gone-by-user-id.ts';
import { depart, meet, reconcileRoster } from './roster.ts';

/** The rules for what a driver reports of the room, the call and the local publications. */
export const legHandlers: LegHandlers = {
  rosterSnapshot(change, { roster }, leg) {
    reconcileRoster(change, leg, roster, { existing: false });
  },
  participantJoined(change, info, leg, draft) {
    const known = draft.ids.get(info.remoteId);
    if (known !== undefined && !draft.held.has(known)) change.contained.push('duplicate-participant');
    // While leaves are held, somebody new with the same user id is the same person coming back.
    const held =
      draft.held.size > 0 ? draft.held.entries().map(([id, remoteId]) => [remoteId, id] as const) : [];
    meet(change, leg, info, {
      gone: held.length > 0 ? goneByUserId(change, leg, held) : undefined,
      elsewhere: change.twoLegs?.matcherOf(change, leg),
    });
  },
  participantLeft(change, { remoteId }, leg, draft) {
    const id = draft.ids.get(remoteId);
    if (id === undefined) {
      const waited = draft.waiting.delete(remoteId);
      if (!draft.early.delete(remoteId) && !waited) change.contained.push('unknown-participant');
    } else if (draft.fields.connection === 'reconnecting') draft.held.set(id, remoteId);
    else depart(change, leg, remoteId, id);
  },
  messageReceived(change, message, leg, draft) {
    if (change.twoLegs?.isDouble(change, leg, message)) return;
    const { remoteId, topic, text } = message;
    const participant = change.people.get(draft.ids.get(remoteId) ?? '')?.participant;
    const userId = participant?.userId ?? '';
    change.emit('message-received', { from: participant?.id, userId, topic, text });
  },
  publicationInterrupted(change, { source }, leg, draft) {
    // What is not published, or not any more, has nothing to interrupt.
    if (draft.fields.publications[source]?.status === 'published')
      setPublication(change, leg, source, { status: 'interrupted' });
  },
  publicationRestored(change, { source }, leg, draft) {
    if (draft.fields.publications[source]?.status === 'interrupted')
      setPublication(change, leg, source, { status: 'published' });
  },
  publicationLost(change, { source, error }, leg, draft) {
    const status = draft.fields.publications[source]?.status;
    // What nobody was told of as published cannot have been lost for the app.
    if (status === 'published' || status === 'interrupted')
      setPublication(change, leg, source, { status: 'publishing' });
    change.emit('warning', { error });
    change.cause({ type: 'publish-later', leg, source });
  },
  localMutedByServer(change, { source }, leg) {
    change.causeFirst({ type: 'mute-local', leg, source });
  },
  localUnpublishedByServer(change, { source }, leg) {
    change.causeFirst({ type: 'disable-local', leg, source });
  },
  permissionsChanged(change, { permissions, role }, leg, draft) {
    draft.fields = { ...draft.fields, permissions };
    const { self, leading } = change.fields;
    if (!self || leg !== leading) return;
    change.assign({ self: { ...self, permissions, role: role ?? self.role } });
    change.emit('permissions-changed', { permissions });
  },
  connectionInterrupted(change, { error }, leg, draft) {
    if (draft.fields.connection !== 'joined') return;
    draft.fields = { ...draft.fields, connection: 'reconnecting' };
    const works = change.legs().some((each) => change.leg(each)?.fields.connection === 'joined');
    if (!works) change.setSession({ status: 'reconnecting' });
    movePublications(change, leg, 'published', { status: 'interrupted' });
    if (error) change.emit('warning', { error });
    change.cause({ type: 'give-up-later', leg });
  },
  connectionRestored(change, { roster, mode, rosterComplete = true }, leg, draft) {
    if (draft.fields.connection !== 'reconnecting') {
      change.contained.push('restored-without-interruption');
      return;
    }
    draft.fields = { ...draft.fields, connection: 'joined' };
    if (change.fields.session.status === 'reconnecting') change.setSession({ status: 'joined' });
    reconcileRoster(change, leg, roster, { existing: false, complete: rosterComplete });
    movePublications(change, leg, 'interrupted', { status: mode === 'resumed' ? 'published' : 'publishing' });
    change.cause({ type: 'restore', leg, mode });
    if (!rosterComplete) change.cause({ type: 'expire-held', leg });
  },
  credentialExpiring(change, _data, leg) {
    change.cause({ type: 'renew', leg });
  },
  playbackBlocked(change, _data, leg) {
    setBlocked(change, { leg, blocked: true });
  },
  recordingChanged(change, { recording }, _leg, draft) {
    if (draft.fields.recording !== recording) draft.fields = { ...draft.fields, recording };
    tellRecording(change);
  },
  vendorEvent(change, data) {
    change.emit('vendor-event', data);
  },
  ended(change, { reason, error }, leg) {
    change.cause({ type: 'end-leg', leg, reason, error });
  },
};

type LegFactName = Exclude<keyof DriverFacts, RemoteFactName>;

type LegHandlers = {
  readonly [Name in LegFactName]: (change: Change, data: Facts[Name], leg: number, draft: LegDraft) => void;
};

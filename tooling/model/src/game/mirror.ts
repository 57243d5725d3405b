import type { LocalSourceState, Participant, RtcSession, SessionState, SourceKind } from '@jackfield/core';
import { allKinds } from './names.ts';
import { must } from '../search/violation.ts';

/** A remote source as events told of it. */
interface SeenSource {
  muted: boolean;
  subscribed: boolean;
}

/** Somebody as events told of them. */
interface Seen {
  participant: Participant;
  readonly sources: Map<SourceKind, SeenSource>;
}

const legal: Readonly<Record<SessionState['status'], readonly SessionState['status'][]>> = {
  idle: ['joining', 'ended'],
  joining: ['joined', 'idle', 'leaving', 'ended'],
  joined: ['reconnecting', 'leaving', 'ended'],
  reconnecting: ['joined', 'leaving', 'ended'],
  leaving: ['ended'],
  ended: ['joining', 'ended'],
};

/** What an app knows that listens to every event and never looks at the session. Fails for events out of order. */
export class Mirror {
  state: SessionState;
  recording = false;
  playbackBlocked = false;
  readonly people: Map<string, Seen> = new Map();
  readonly local: Record<SourceKind, LocalSourceState>;
  /** Why screen shares ended, in order. */
  readonly sharesEnded: string[] = [];
  /** How many warnings came. */
  warnings = 0;

  constructor(session: RtcSession) {
    this.state = session.state;
    this.local = { ...session.snapshot.local };
    this.#listenToState(session);
    this.#listenToPeople(session);
  }

  /** Fails where the session's snapshot is not what was told. */
  check(session: RtcSession): void {
    const { state, participants, local, recording, playbackBlocked } = session.snapshot;
    must(state === this.state, 'untold-state', () => `${this.state.status}, but ${state.status}`);
    must(recording === this.recording, 'untold-recording', () => `recording is ${String(recording)}`);
    must(playbackBlocked === this.playbackBlocked, 'untold-playback', () => String(playbackBlocked));
    for (const source of allKinds) {
      must(local[source] === this.local[source], 'untold-local', () =>
        JSON.stringify([local[source], this.local[source]].map((one) => ({ ...one, track: undefined }))),
      );
    }
    must(participants.size === this.people.size, 'untold-person', () => [...participants.keys()].join());
    for (const [id, participant] of participants) {
      const seen = this.people.get(id);
      must(seen !== undefined, 'untold-person', () => participant.userId);
      if (seen.participant !== participant) checkPerson(participant, seen);
    }
  }

  #listenToState(session: RtcSession): void {
    session.on('state-changed', ({ state, previous }) => {
      must(previous === this.state, 'state-out-of-order', () => `${previous.status} → ${state.status}`);
      const known = legal[previous.status].includes(state.status);
      must(known, 'illegal-state', () => `${previous.status} → ${state.status}`);
      if (state.status === 'ended' && previous.status === 'ended')
        must(state.reason === 'disposed', 'ended-twice', () => `${previous.status} → ${state.reason}`);
      this.state = state;
      if (state.status !== 'ended') return;
      must(this.people.size === 0, 'ended-with-people', () => [...this.people.keys()].join());
    });
    session.on('local-source-changed', ({ state, previous }) => {
      const known = this.local[state.source];
      must(previous === known, 'local-out-of-order', () => state.source);
      this.local[state.source] = state;
    });
    session.on('recording-changed', ({ recording }) => {
      must(recording !== this.recording, 'told-twice', () => 'recording');
      this.recording = recording;
    });
    session.on('playback-changed', ({ blocked }) => {
      this.playbackBlocked = blocked;
    });
    session.on('screen-share-ended', ({ reason }) => {
      this.sharesEnded.push(reason);
    });
    session.on('warning', () => {
      this.warnings += 1;
    });
    for (const name of ['message-received', 'vendor-event', 'permissions-changed'] as const) {
      session.on(name, () => {
        this.#mustBeInCall(name);
      });
    }
  }

  #listenToPeople(session: RtcSession): void {
    session.on('participant-joined', ({ participant }) => {
      this.#mustBeInCall('participant-joined');
      must(!this.people.has(participant.id), 'told-twice', () => `${participant.userId} joined`);
      this.people.set(participant.id, { participant, sources: new Map() });
    });
    session.on('participant-left', ({ participant }) => {
      const seen = this.#seen('participant-left', participant);
      must(seen.sources.size === 0, 'left-with-sources', () => [...seen.sources.keys()].join());
      this.people.delete(participant.id);
    });
    session.on('participant-updated', ({ participant }) => {
      this.#seen('participant-updated', participant);
    });
    session.on('source-published', ({ participant, source }) => {
      const { sources } = this.#seen('source-published', participant);
      must(!sources.has(source), 'told-twice', () => `${participant.userId} published ${source}`);
      sources.set(source, { muted: participant.sources[source]?.muted ?? false, subscribed: false });
    });
    session.on('source-unpublished', ({ participant, source }) => {
      const { sources } = this.#seen('source-unpublished', participant);
      must(sources.get(source)?.subscribed === false, 'unpublished-first', () => source);
      sources.delete(source);
    });
    session.on('source-muted', ({ participant, source, muted }) => {
      this.#source('source-muted', participant, source).muted = muted;
    });
    session.on('source-subscribed', ({ participant, source }) => {
      const info = this.#source('source-subscribed', participant, source);
      must(!info.subscribed, 'told-twice', () => `subscribed ${source}`);
      info.subscribed = true;
      const handle = session.participant(participant.id);
      const stream = (source === 'screen-audio' ? handle?.screenAudio : handle?.[source])?.mediaStream;
      for (const track of stream?.getTracks() ?? [])
        must(track.readyState === 'live', 'subscribed-to-ended', () => `${participant.userId}'s ${source}`);
    });
    session.on('source-unsubscribed', ({ participant, source }) => {
      const { sources } = this.#seen('source-unsubscribed', participant);
      const info = sources.get(source);
      must(info?.subscribed === true, 'told-twice', () => `unsubscribed ${source}`);
      info.subscribed = false;
    });
    session.on('subscription-failed', ({ participant, source }) => {
      this.#source('subscription-failed', participant, source);
    });
    session.on('source-render-changed', ({ participant, source }) => {
      this.#source('source-render-changed', participant, source);
    });
  }

  #mustBeInCall(name: string): void {
    const { status } = this.state;
    must(status === 'joined' || status === 'reconnecting' || status === 'leaving', 'event-after-end', () => {
      return `${name} while ${status}`;
    });
  }

  #seen(name: string, participant: Participant): Seen {
    this.#mustBeInCall(name);
    const seen = this.people.get(participant.id);
    must(seen !== undefined, 'unknown-person', () => `${name} of ${participant.userId}`);
    seen.participant = participant;
    return seen;
  }

  #source(name: string, participant: Participant, source: SourceKind): SeenSource {
    const info = this.#seen(name, participant).sources.get(source);
    must(info !== undefined, 'unknown-source', () => `${name} of ${participant.userId}'s ${source}`);
    return info;
  }
}

function checkPerson(participant: Participant, { participant: told, sources }: Seen): void {
  const { userId } = participant;
  for (const name of ['displayName', 'role', 'connection', 'existing'] as const)
    must(participant[name] === told[name], 'untold-person', () => `${name} of ${userId}`);
  // Another leg says the same in an object of its own.
  const permitted = JSON.stringify([participant.permissions, told.permissions]);
  must(permitted === JSON.stringify([told.permissions, told.permissions]), 'untold-person', () => {
    return `permissions of ${userId}: ${permitted}`;
  });
  const kinds = Object.keys(participant.sources);
  must(kinds.length === sources.size, 'untold-source', () => `${userId}: ${kinds.join()}`);
  for (const info of Object.values(participant.sources)) {
    const known = sources.get(info.source);
    must(known?.muted === info.muted, 'untold-mute', () => `${userId}'s ${info.source}`);
    const subscribed = info.subscription.status === 'subscribed';
    must(known.subscribed === subscribed, 'untold-subscription', () => `${userId}'s ${info.source}`);
    must(
      told.sources[info.source]?.render === info.render,
      'untold-render',
      () => `${userId}'s ${info.source}`,
    );
  }
}

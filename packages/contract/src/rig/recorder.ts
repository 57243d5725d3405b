import type { RtcSession, RtcSessionEvents } from '@jackfield/core';

/** One event of a session. */
export type RecordedEvent = {
  readonly [Name in keyof RtcSessionEvents]: { readonly name: Name; readonly event: RtcSessionEvents[Name] };
}[keyof RtcSessionEvents];

/** Every event there is: a new one does not compile until it is listed. */
const names: Readonly<Record<keyof RtcSessionEvents, true>> = {
  'state-changed': true,
  'participant-joined': true,
  'participant-updated': true,
  'participant-left': true,
  'source-published': true,
  'source-unpublished': true,
  'source-muted': true,
  'source-subscribed': true,
  'source-unsubscribed': true,
  'subscription-failed': true,
  'source-render-changed': true,
  'local-source-changed': true,
  'screen-share-ended': true,
  'permissions-changed': true,
  'playback-changed': true,
  'speaker-changed': true,
  'message-received': true,
  'recording-changed': true,
  'adapter-switching': true,
  'adapter-switch-progressed': true,
  'adapter-switched': true,
  'adapter-switch-failed': true,
  warning: true,
  'vendor-event': true,
};

/** What a session has told. */
export interface Recorder {
  /** Every event, in order. */
  readonly events: readonly RecordedEvent[];
  /**
   * The events as lines, in order: their name, then the session's status, the user and the source where there is one.
   * `names` leaves out the others.
   */
  lines(...names: readonly (keyof RtcSessionEvents)[]): readonly string[];
  /** The events of one name. */
  of<Name extends keyof RtcSessionEvents>(name: Name): readonly RtcSessionEvents[Name][];
  /** Forgets what has been. */
  clear(): void;
}

/** Listens to everything that a session tells. */
export function createRecorder(session: RtcSession): Recorder {
  const events: RecordedEvent[] = [];
  for (const name of Object.keys(names) as (keyof RtcSessionEvents)[]) {
    session.on(name, (event) => events.push({ name, event } as RecordedEvent));
  }
  return {
    events,
    lines: (...wanted) =>
      events.filter(({ name }) => wanted.length === 0 || wanted.includes(name)).map(lineOf),
    of: <Name extends keyof RtcSessionEvents>(wanted: Name) =>
      events.filter(({ name }) => name === wanted).map(({ event }) => event as RtcSessionEvents[Name]),
    clear() {
      events.length = 0;
    },
  };
}

function lineOf({ name, event }: RecordedEvent): string {
  const parts: string[] = [name];
  if ('state' in event) parts.push('status' in event.state ? event.state.status : event.state.source);
  if ('participant' in event) parts.push(event.participant.userId);
  if ('source' in event) parts.push(event.source);
  return parts.join(' ');
}

import type { RtcSession, RtcSessionEvents } from '@jackfield/core';

/** Something that a session said. */
export interface LoggedEvent {
  readonly number: number;
  /** Milliseconds since the page was opened. */
  readonly atMs: number;
  readonly name: string;
  /** About whom and what, in short. Holds text from other people. */
  readonly about: string;
}

const names: readonly (keyof RtcSessionEvents)[] = [
  'state-changed',
  'participant-joined',
  'participant-updated',
  'participant-left',
  'source-published',
  'source-unpublished',
  'source-muted',
  'source-subscribed',
  'source-unsubscribed',
  'source-render-changed',
  'subscription-failed',
  'local-source-changed',
  'screen-share-ended',
  'permissions-changed',
  'playback-changed',
  'recording-changed',
  'message-received',
  'vendor-event',
  'warning',
];
const longest = 200;

/** The last 200 events of a session. */
export class EventLog {
  /** Newest last. */
  events: readonly LoggedEvent[] = $state.raw([]);
  private count = 0;
  private waiting: LoggedEvent[] = [];

  /** Begins to listen. Returns the undo. */
  listen(session: RtcSession): () => void {
    const undos = names.map((name) =>
      session.on(name, (event) => {
        this.add(name, aboutOf(event));
      }),
    );
    return () => {
      for (const undo of undos) undo();
    };
  }

  private add(name: string, about: string): void {
    this.count += 1;
    this.waiting.push({ number: this.count, atMs: performance.now(), name, about });
    // A crowd says much in one task: one change of the list for all of it.
    if (this.waiting.length > 1) return;
    queueMicrotask(() => {
      this.events = [...this.events, ...this.waiting].slice(-longest);
      this.waiting = [];
    });
  }
}

function aboutOf(event: RtcSessionEvents[keyof RtcSessionEvents]): string {
  const parts: string[] = [];
  if ('participant' in event) parts.push(event.participant.displayName || event.participant.userId);
  if ('source' in event) parts.push(event.source);
  if ('state' in event) parts.push('status' in event.state ? event.state.status : stateOfSource(event.state));
  if ('muted' in event) parts.push(event.muted ? 'muted' : 'unmuted');
  if ('topic' in event) parts.push(event.topic);
  if ('name' in event) parts.push(event.name);
  if ('reason' in event) parts.push(event.reason);
  if ('error' in event) parts.push(event.error.code);
  return parts.join(' · ');
}

function stateOfSource(state: RtcSessionEvents['local-source-changed']['state']): string {
  return `${state.source} ${state.muted ? 'muted' : state.capture.status} ${state.publication.status}`;
}

import type { LocalSourceState } from '../model/local-source-state.ts';
import type { Participant } from '../model/participant.ts';
import type { SessionState } from '../model/session-state.ts';
import type { SourceKind } from '../model/source-kind.ts';
import type { RtcSessionEvents } from '../face/session-events.ts';
import type { SelfInfo } from '../face/session-snapshot.ts';
import type { Fact } from './fact.ts';

/** All that a session knows. Never changed in place. */
export interface MachineState {
  readonly session: SessionState;
  readonly self: SelfInfo | undefined;
  readonly participants: ReadonlyMap<string, Participant>;
  /** The driver's ids to core's. */
  readonly ids: ReadonlyMap<string, string>;
  /** Leaves reported while the transport was down: believed only when the roster after it says so. */
  readonly held: ReadonlySet<string>;
  /** Facts about people whom the driver has not announced yet. */
  readonly early: ReadonlyMap<string, readonly Fact[]>;
  readonly local: Readonly<Record<SourceKind, LocalSourceState>>;
  readonly playbackBlocked: boolean;
  readonly recording: boolean;
  /** Rises with each change of `participants`. */
  readonly version: number;
  /** The number of the next participant. */
  readonly next: number;
}

/** One event to emit, by name. */
export type SessionEvent = {
  readonly [Name in keyof RtcSessionEvents]: { readonly name: Name; readonly event: RtcSessionEvents[Name] };
}[keyof RtcSessionEvents];

/** What a fact brings about, while it is being worked out. */
export interface Change {
  state: MachineState;
  readonly events: SessionEvent[];
  /** Names of lies that were kept from the app. */
  readonly contained: string[];
  /** The next `participants` and `ids`, once this change has copied them: one copy a fact, however many people it is about. */
  participants?: Map<string, Participant>;
  ids?: Map<string, string>;
}

/** The participants, to be changed in place within this change. */
export function draftParticipants(change: Change): Map<string, Participant> {
  if (!change.participants) {
    change.participants = new Map(change.state.participants);
    assign(change, { participants: change.participants, version: change.state.version + 1 });
  }
  return change.participants;
}

/** The driver's ids to core's, to be changed in place within this change. */
export function draftIds(change: Change): Map<string, string> {
  if (!change.ids) {
    change.ids = new Map(change.state.ids);
    assign(change, { ids: change.ids });
  }
  return change.ids;
}

/** Replaces parts of the state. */
export function assign(change: Change, part: Partial<MachineState>): void {
  change.state = { ...change.state, ...part };
}

/** Adds an event. */
export function emit<Name extends keyof RtcSessionEvents>(
  change: Change,
  name: Name,
  event: RtcSessionEvents[Name],
): void {
  change.events.push({ name, event } as SessionEvent);
}

/** Changes the session's state, with its event. */
export function setSession(change: Change, state: SessionState): void {
  const previous = change.state.session;
  assign(change, { session: state });
  emit(change, 'state-changed', { state, previous });
}

/** The state before anything has happened. */
export function initialState(local: Readonly<Record<SourceKind, LocalSourceState>>): MachineState {
  return {
    session: { status: 'idle' },
    self: undefined,
    participants: new Map(),
    ids: new Map(),
    held: new Set(),
    early: new Map(),
    local,
    playbackBlocked: false,
    recording: false,
    version: 0,
    next: 1,
  };
}

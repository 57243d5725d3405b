import type { RtcSessionEvents } from '../face/session-events.ts';
import type { SelfInfo } from '../face/session-snapshot.ts';
import type { LocalSourceState } from '../model/local-source-state.ts';
import type { SessionState } from '../model/session-state.ts';
import type { SourceKind } from '../model/source-kind.ts';
import type { LegState } from './leg-state.ts';
import type { Person } from './person.ts';

/** All that a session knows. Its maps are live; everything in them is immutable, and only the store changes them. */
export interface MachineState extends StateFields {
  /** The others, by core's id, in the order in which they came. */
  readonly people: ReadonlyMap<string, Person>;
  /** The legs that have joined, by number. */
  readonly legs: ReadonlyMap<number, LegState>;
}

/** The fields that are replaced as a whole when one changes. */
export interface StateFields {
  readonly session: SessionState;
  readonly self: SelfInfo | undefined;
  readonly local: Readonly<Record<SourceKind, LocalSourceState>>;
  /** Tells whether anything that should be heard is refused by the browser. */
  readonly playbackBlocked: boolean;
  /** Tells whether an element of core's own is. */
  readonly elementsBlocked: boolean;
  /** Tells whether an element of core's own was stopped from outside. */
  readonly playbackInterrupted: boolean;
  /** The loudspeaker in use; empty for the default one. */
  readonly speakerId: string;
  readonly recording: boolean;
  /** The leg that carries the call. */
  readonly leading: number | undefined;
  /** Rises with each fact that changes `people`. */
  readonly version: number;
  /** Rises with each fact that changes anything. */
  readonly revision: number;
  /** The number of the next participant. */
  readonly next: number;
}

/** One event to emit, by name. */
export type SessionEvent = {
  readonly [Name in keyof RtcSessionEvents]: { readonly name: Name; readonly event: RtcSessionEvents[Name] };
}[keyof RtcSessionEvents];

/** The state before anything has happened. */
export function initialState(local: Readonly<Record<SourceKind, LocalSourceState>>): MachineState {
  return {
    session: { status: 'idle' },
    self: undefined,
    local,
    playbackBlocked: false,
    elementsBlocked: false,
    playbackInterrupted: false,
    speakerId: '',
    recording: false,
    leading: undefined,
    version: 0,
    revision: 0,
    next: 1,
    people: new Map(),
    legs: new Map(),
  };
}

/** The driver's id of somebody on a leg; undefined for somebody who is not there. */
export function remoteIdOf({ people }: MachineState, participantId: string, leg: number): string | undefined {
  return people.get(participantId)?.presences.find((presence) => presence.leg === leg)?.remoteId;
}

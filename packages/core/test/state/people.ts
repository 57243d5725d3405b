import type { RemoteParticipantInfo } from '../../src/adapter/remote-participant-info.ts';
import type { SourceKind } from '../../src/model/source-kind.ts';
import type { Fact } from '../../src/state/fact.ts';
import type { Identity } from '../../src/state/identity.ts';
import { initialLocal } from '../../src/state/initial-local.ts';
import { initialState, type MachineState, type SessionEvent } from '../../src/state/machine-state.ts';
import type { Effect } from '../../src/state/effect.ts';
import { reduceTwoLegs } from '../../src/state/two-legs.ts';

/** Returns what a driver says of somebody, whose sources are unmuted. */
export function info(
  userId: string,
  {
    remoteId = userId,
    sources = [],
    ...rest
  }: Partial<Omit<RemoteParticipantInfo, 'sources'>> & {
    readonly sources?: readonly SourceKind[];
  } = {},
): RemoteParticipantInfo {
  return { remoteId, userId, sources: sources.map((source) => ({ source, muted: false })), ...rest };
}

/** A call that facts are told to, one after another. */
export interface Told {
  readonly state: MachineState;
  readonly events: SessionEvent[];
  readonly effects: Effect[];
  readonly contained: string[];
  tell(...facts: readonly Fact[]): void;
  /** `participant-joined zoe`, `source-muted zoe camera` and the like; empties the list. */
  said(): readonly string[];
  /** The core's id of the only one with that user id. */
  idOf(userId: string): string;
}

/** Joins over legs 1 to `legs`, each with nobody there. */
export function told({
  legs = 1,
  identity = { attested: true },
}: { readonly legs?: number; readonly identity?: Identity } = {}): Told {
  let state = initialState(initialLocal());
  const events: SessionEvent[] = [];
  const effects: Effect[] = [];
  const contained: string[] = [];
  function tell(...facts: readonly Fact[]): void {
    for (const fact of facts) {
      const change = reduceTwoLegs(state, fact);
      state = change.apply();
      events.push(...change.events);
      effects.push(...change.effects);
      contained.push(...change.contained);
    }
  }
  const self = { room: 'r', userId: 'me', displayName: '', role: undefined, permissions: undefined };
  tell({ type: 'joinStarted', data: self });
  for (let leg = 1; leg <= legs; leg += 1)
    tell({ type: 'joinSucceeded', data: { leg, result: { roster: [] }, identity } });
  events.length = effects.length = 0;
  return {
    get state() {
      return state;
    },
    events,
    effects,
    contained,
    tell,
    said: () =>
      events.splice(0).map(({ name, event }) => {
        const parts: string[] = [name];
        if ('participant' in event) parts.push(event.participant.userId);
        if ('source' in event) parts.push(event.source);
        return parts.join(' ');
      }),
    idOf(userId) {
      const found = [...state.people.values()].filter(({ participant }) => participant.userId === userId);
      const [person] = found;
      if (!person || found.length > 1)
        throw new RangeError(`${userId} is there ${String(found.length)} times.`);
      return person.participant.id;
    },
  };
}

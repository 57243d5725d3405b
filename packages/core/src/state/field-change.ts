import type { RtcSessionEvents } from '../face/session-events.ts';
import type { SessionState } from '../model/session-state.ts';
import type { MachineState, SessionEvent, StateFields } from './machine-state.ts';

/** A change of what is replaced as a whole, with what to tell. The state itself stays as it is meanwhile. */
export class FieldChange {
  /** The fields that are replaced as a whole, as they will be. */
  declare fields: StateFields;
  events: SessionEvent[] = [];
  readonly #before: MachineState;

  constructor(state: MachineState) {
    this.#before = state;
    this.fields = state;
  }

  /** Replaces fields of the state. */
  assign(part: Partial<StateFields>): void {
    this.fields = { ...this.fields, ...part };
  }

  /** Adds an event. */
  emit<Name extends keyof RtcSessionEvents>(name: Name, event: RtcSessionEvents[Name]): void {
    this.events = add(this.events, { name, event } as SessionEvent);
  }

  /** Changes the session's state, with its event. */
  setSession(state: SessionState): void {
    const previous = this.fields.session;
    this.assign({ session: state });
    this.emit('state-changed', { state, previous });
  }

  /** The state after this change, with the same maps; the state before itself if nothing differs. */
  apply(maps = { changed: false, people: false }): MachineState {
    const before = this.#before;
    if (!maps.changed && this.fields === before) return before;
    const { people, legs } = before;
    const { session, self, local, playbackBlocked, elementsBlocked } = this.fields;
    const { playbackInterrupted, speakerId } = this.fields;
    const { recording, leading, version, revision, next } = this.fields;
    return {
      session,
      self,
      local,
      playbackBlocked,
      elementsBlocked,
      playbackInterrupted,
      speakerId,
      recording,
      leading,
      version: version + Number(maps.people),
      revision: revision + 1,
      next,
      people,
      legs,
    };
  }
}

/** Adds to a list. Most have one item, and a list that was pushed to has room for seventeen. */
export function add<Item>(list: Item[], item: Item): Item[] {
  if (list.length === 0) return [item];
  list.push(item);
  return list;
}

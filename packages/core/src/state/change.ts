import type { RtcSessionEvents } from '../face/session-events.ts';
import type { SessionState } from '../model/session-state.ts';
import { DraftMap } from './draft-map.ts';
import type { Effect } from './effect.ts';
import { applyLeg, LegDraft, type LegState } from './leg-state.ts';
import type { MachineState, SessionEvent, StateFields } from './machine-state.ts';
import type { Person } from './person.ts';

/** What a fact brings about: a patch of the state, what to tell, and what to do. The state itself stays as it is meanwhile. */
export class Change {
  /** What is replaced as a whole, as it will be. */
  fields: StateFields;
  readonly people: DraftMap<string, Person>;
  readonly events: SessionEvent[] = [];
  readonly effects: Effect[] = [];
  /** Names of lies that were kept from the app. */
  readonly contained: string[] = [];
  readonly #before: MachineState;
  // Most facts touch no leg: nothing is made before it is needed.
  #legs: Map<number, LegDraft> | undefined;
  #closed: Set<number> | undefined;
  #opened: Map<number, LegState> | undefined;

  constructor(state: MachineState) {
    this.#before = state;
    this.fields = state;
    this.people = new DraftMap(state.people);
  }

  /** The draft of a leg; undefined for one that has not joined, or is gone. */
  leg(number: number): LegDraft | undefined {
    if (this.#closed?.has(number)) return undefined;
    const known = this.#legs?.get(number);
    if (known) return known;
    const base = this.#opened?.get(number) ?? this.#before.legs.get(number);
    if (!base) return undefined;
    const draft = new LegDraft(base);
    (this.#legs ??= new Map<number, LegDraft>()).set(number, draft);
    return draft;
  }

  /** Core's id for a driver's, without a draft: most facts ask for no more. */
  idOf(leg: number, remoteId: string): string | undefined {
    const draft = this.#legs?.get(leg);
    return (draft ?? this.#before.legs.get(leg))?.ids.get(remoteId);
  }

  /** The numbers of the legs that are there. */
  legs(): readonly number[] {
    const all = [...this.#before.legs.keys(), ...(this.#opened?.keys() ?? [])];
    return this.#closed ? all.filter((number) => !this.#closed?.has(number)) : all;
  }

  openLeg(number: number, leg: LegState): void {
    (this.#opened ??= new Map<number, LegState>()).set(number, leg);
  }

  closeLeg(number: number): void {
    (this.#closed ??= new Set<number>()).add(number);
  }

  /** Replaces fields of the state. */
  assign(part: Partial<StateFields>): void {
    this.fields = { ...this.fields, ...part };
  }

  /** Adds an event. */
  emit<Name extends keyof RtcSessionEvents>(name: Name, event: RtcSessionEvents[Name]): void {
    this.events.push({ name, event } as SessionEvent);
  }

  /** Adds an effect. */
  cause(effect: Effect): void {
    this.effects.push(effect);
  }

  /** Changes the session's state, with its event. */
  setSession(state: SessionState): void {
    const previous = this.fields.session;
    this.assign({ session: state });
    this.emit('state-changed', { state, previous });
  }

  /** The state after this change: `before` with the same maps, which are changed in place. `before` itself if nothing differs. */
  apply(): MachineState {
    const before = this.#before;
    let changed = this.fields !== before || this.people.changed;
    for (const [number, leg] of this.#opened ?? []) live(before.legs).set(number, leg);
    for (const [number, draft] of this.#legs ?? []) {
      const leg = before.legs.get(number);
      const next = leg && applyLeg(leg, draft);
      if (next && next !== leg) live(before.legs).set(number, next);
    }
    for (const number of this.#closed ?? []) changed = live(before.legs).delete(number) || changed;
    this.people.apply(before.people);
    if (!changed) return before;
    const { people, legs } = before;
    const { session, self, local, playbackBlocked, elementsBlocked } = this.fields;
    const { recording, leading, version, revision, next } = this.fields;
    return {
      session,
      self,
      local,
      playbackBlocked,
      elementsBlocked,
      recording,
      leading,
      version: version + Number(this.people.changed),
      revision: revision + 1,
      next,
      people,
      legs,
    };
  }
}

function live(legs: ReadonlyMap<number, LegState>): Map<number, LegState> {
  return legs as Map<number, LegState>;
}

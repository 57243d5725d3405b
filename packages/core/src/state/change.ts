import { DraftMap } from './draft-map.ts';
import type { Effect } from './effect.ts';
import { add, FieldChange } from './field-change.ts';
import { applyLeg, LegDraft, type LegState } from './leg-state.ts';
import type { RemoteParticipantInfo } from '../adapter/remote-participant-info.ts';
import type { Fact, Facts } from './fact.ts';
import type { MachineState } from './machine-state.ts';
import type { Person } from './person.ts';

/** The rules of a call that has two legs. Of a call with one nothing needs them. */
export interface TwoLegRules {
  /** Takes a fact that there is with two legs only. */
  take(change: Change, fact: Fact): void;
  /**
   * Returns what judges reports of somebody new on a leg, for a whole roster in one pass: true where they were taken for somebody of
   * another leg, or are kept back.
   */
  matcherOf(change: Change, leg: number): (info: RemoteParticipantInfo) => boolean;
  /** Tells whether a message that comes over a leg has come over another one already. */
  isDouble(change: Change, leg: number, message: Facts['messageReceived']): boolean;
  /** Takes notice that somebody has come on a leg: those of another one may have waited for them. */
  arrived(change: Change, leg: number): void;
}

/** The consequences of a fact of a call: a patch of the state with people and legs, what to tell, and what to do. */
export class Change extends FieldChange {
  readonly people: DraftMap<string, Person>;
  readonly twoLegs: TwoLegRules | undefined;
  /** The things to do, in this order. */
  effects: Effect[] = [];
  /** Names of lies that were kept from the app. */
  readonly contained: string[] = [];
  readonly #before: MachineState;
  // Most facts touch no leg: nothing is made before it is needed.
  #legs: Map<number, LegDraft> | undefined;
  #closed: Set<number> | undefined;
  #opened: Map<number, LegState> | undefined;

  constructor(state: MachineState, twoLegs?: TwoLegRules) {
    super(state);
    this.twoLegs = twoLegs;
    this.#before = state;
    this.people = new DraftMap(state.people);
  }

  /** Adds an effect. */
  cause(effect: Effect): void {
    this.effects = add(this.effects, effect);
  }

  /** Adds an effect that waits for nothing else: silence. */
  causeFirst(effect: Effect): void {
    this.effects.unshift(effect);
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

  /** The state after this change: the one before with the same maps, which are changed in place; itself if nothing differs. */
  override apply(): MachineState {
    const before = this.#before;
    // What the leg that carries the call has is shown in other fields; a handover waits for what becomes of the other one.
    let legs = false;
    this.#opened?.forEach((leg, number) => live(before.legs).set(number, leg));
    this.#legs?.forEach((draft, number) => {
      const leg = before.legs.get(number);
      const next = leg && applyLeg(leg, draft);
      if (!next || next === leg) return;
      live(before.legs).set(number, next);
      legs ||= number !== before.leading;
    });
    this.#closed?.forEach((number) => {
      legs = live(before.legs).delete(number) || legs;
    });
    this.people.apply(before.people);
    const people = this.people.changed;
    return super.apply({ changed: people || legs, people });
  }
}

function live(legs: ReadonlyMap<number, LegState>): Map<number, LegState> {
  return legs as Map<number, LegState>;
}

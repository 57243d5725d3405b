import type { RtcCapabilities, RtcLimits } from '@jackfield/core/adapter';
import type { LawId } from '../laws/law.ts';
import type { Rig } from '../rig/rig.ts';
import type { RuleNumber } from '../laws/rules.ts';
import type { SaboteurName } from '../lies/saboteurs.ts';
import type { WorldAction } from '../rig/world-action.ts';

/** Something that an adapter claims or denies. */
export interface CapabilityNeed {
  /** In words, for the report: "messages". */
  readonly what: string;
  /** Whether the adapter says so. */
  holds(capabilities: RtcCapabilities, limits: RtcLimits): boolean;
}

/** One thing that every adapter (or core, or a driver) does, as data with the code that tries it. */
export interface Clause {
  /** Stable for ever: `RTC-JOIN-03`. */
  readonly id: string;
  /** What holds, as one sentence. */
  readonly title: string;
  /** The law that it is part of. */
  readonly law: LawId;
  /** The places where vendors differ that it settles. */
  readonly rules?: readonly RuleNumber[] | undefined;
  /**
   * `session`: through a session, on every adapter; `driver`: on a driver without a session, on every adapter; `core`: on
   * core alone, with faults that a clause injects itself, once.
   */
  readonly level: 'session' | 'driver' | 'core';
  /** What the adapter must claim. */
  readonly when?: readonly CapabilityNeed[] | undefined;
  /** What the rig must be able to do. */
  readonly world?: readonly WorldAction[] | undefined;
  /** Adapters with one lie each, on every one of which this clause fails. */
  readonly saboteurs?: readonly SaboteurName[] | undefined;
  /** What core must keep from the app and count here, because the clause brings it about. */
  readonly contains?: readonly string[] | undefined;
  /** Tries it. Throws a ContractFailure when it does not hold. */
  run(rig: Rig): Promise<void>;
}

/** One group of clauses, of one level unless they say otherwise. */
export type ClauseGroup = readonly Clause[];

import type { Internals } from '../session/internals.ts';
import type { ReceivingPart } from '../session/receiving-part.ts';

/** The parts of a session that a switch works with. */
export interface SwitchingParts {
  readonly internals: Internals;
  /** The part that only a call needs. */
  readonly part: ReceivingPart;
}

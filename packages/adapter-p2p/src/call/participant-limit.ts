/** The name of the `vendor-event` that tells how near a call is to `limits.participants`. */
const eventName = 'near-participant-limit';

/** How many people are in a call that has nearly as many as a mesh carries, or more. */
export interface NearParticipantLimit {
  /** People in the room now, oneself among them. */
  readonly participants: number;
  /** As many as the adapter's `limits.participants` says. Nobody is turned away there: quality goes down. */
  readonly limit: number;
}

/**
 * Whether a `vendor-event` is the warning that the call is near the size that a mesh carries. It comes when somebody joins and
 * all but one of the places are taken, and again with each one after that; also at one's own join.
 */
export function isNearParticipantLimit(event: {
  readonly name: string;
  readonly payload: unknown;
}): event is { readonly name: typeof eventName; readonly payload: NearParticipantLimit } {
  return event.name === eventName;
}

/** Warns as a call grows towards its limit. */
export class ParticipantLimit {
  readonly #limit: number;
  readonly #warn: (event: { readonly name: string; readonly payload: NearParticipantLimit }) => void;
  #before = 0;

  constructor(
    limit: number,
    warn: (event: { readonly name: string; readonly payload: NearParticipantLimit }) => void,
  ) {
    this.#limit = limit;
    this.#warn = warn;
  }

  /** So many people are in the call now, oneself among them. */
  update(participants: number): void {
    const grew = participants > this.#before;
    this.#before = participants;
    if (!grew || participants < this.#limit - 1) return;
    this.#warn({ name: eventName, payload: { participants, limit: this.#limit } });
  }
}

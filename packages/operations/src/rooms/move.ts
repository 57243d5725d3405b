/** A proposal that a room moves. It names a plan that every app holds already: no address, no credential and no adapter travels. */
export interface Move {
  /** The plan, as the app names it. */
  readonly plan: string;
  /** Rises with each proposal: of two the higher one wins, and of one epoch the higher id. */
  readonly epoch: number;
  /** Made at random by who proposes. */
  readonly id: string;
  /** The app's id of the user who proposes. */
  readonly by: string;
}

/**
 * The place of somebody in a move. `moving`: joins over the next vendor. `there`: is with both, and does not leave the next one unless
 * everybody is `back`. `back`: is with both, and does not leave the present one unless somebody has `moved`. `moved`: is with the next one
 * alone. `stayed`: is with the present one alone. `none`: has said nothing of it.
 */
export type MoveStatus = 'none' | 'moving' | 'there' | 'back' | 'moved' | 'stayed';

/** The words that a client says of itself: all of the protocol. It is said again and again, so that any of it may be lost. */
export interface Announcement {
  /** The plan of the vendor that it was with before the move, or is with alone. */
  readonly base: string;
  /** The move; undefined where it knows of none. */
  readonly move: Move | undefined;
  readonly status: MoveStatus;
  /** Tells whether anybody has moved, as far as it knows: then everybody is to come, and nobody goes back. */
  readonly decided: boolean;
  /** A proposal that has won meanwhile, and waits until the client is with one vendor: it is told on, as nobody else may have heard of it. */
  readonly next?: Move | undefined;
}

/**
 * Tells whether one proposal wins against another one: the higher epoch, then the higher id. Two that have both and are not the same are
 * made by somebody who says something else to each: they are told apart by what is left, so that all follow one of them.
 */
export function wins(one: Move, other: Move | undefined): boolean {
  if (!other) return true;
  if (one.epoch !== other.epoch) return one.epoch > other.epoch;
  if (one.id !== other.id) return one.id > other.id;
  return one.plan === other.plan ? one.by > other.by : one.plan > other.plan;
}

/** Tells whether two proposals are the same one, in every part. */
export function isSame(one: Move | undefined, other: Move | undefined): boolean {
  if (one === undefined || other === undefined) return false;
  return one.epoch === other.epoch && one.id === other.id && one.plan === other.plan && one.by === other.by;
}

/** Names a proposal: no two that are not the same have one name. */
export function nameOf({ epoch, id, plan, by }: Move): string {
  return [epoch, id, plan, by].join('/');
}

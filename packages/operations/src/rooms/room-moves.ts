import { RtcError } from '@jackfield/core';
import type { Participant, RtcViewer } from '@jackfield/core';
import type { Clock, RtcAdapter } from '@jackfield/core/adapter';
import type { SwitchOptions } from '@jackfield/core/switch';
import { isPlan } from './find-plan.ts';
import type { MoveStatus } from './move.ts';

/** A vendor that the app holds ready under a name. */
export interface MovePlan extends Pick<SwitchOptions, 'join' | 'samePerson' | 'allow'> {
  /** The adapter: always the same object for the same plan. */
  readonly adapter: RtcAdapter;
}

/** A proposal that somebody has made, for the app to judge. */
export interface MoveRequest {
  /** The plan that the room is to move to. */
  readonly plan: string;
  /** The participant who says so. */
  readonly from: Participant;
  /** The app's id of the user who has proposed it, as `from` says: another one where a late joiner is told by somebody else. */
  readonly proposedBy: string;
  /** Tells one proposal from another: the same, whoever speaks of it. */
  readonly proposal: string;
}

/** The way in which a room moves. */
export interface RoomMoveOptions {
  /** The plan of the vendor that the session is with. */
  readonly current: string;
  /**
   * Gives a plan by its name, at once or once its code is loaded; undefined of one that this app does not hold. Never made of anything that
   * came in a message.
   */
  readonly plans: (plan: string) => MovePlan | undefined | Promise<MovePlan | undefined>;
  /** Decides whether somebody may move this session. What it throws or rejects with is a no. */
  readonly authorizeMove: (request: MoveRequest) => boolean | Promise<boolean>;
  /** Hears of every change. */
  readonly onChange?: ((state: RoomMoveState) => void) | undefined;
  /** Milliseconds for which the proposer stays with the old vendor after all have moved, to tell late joiners. 10,000 where left out. */
  readonly lingerMs?: number | undefined;
  /** Milliseconds for which somebody who vanished during a move is reckoned with. 15,000 where left out. */
  readonly vanishedMs?: number | undefined;
  /** Time, for tests. The platform's where left out. */
  readonly clock?: Clock | undefined;
}

/** The place of a room in its moves. */
export interface RoomMoveState {
  /** The plan of the vendor that the session is with, or was with before the move. */
  readonly plan: string;
  /** The plan that is moved to; undefined where no move is known. */
  readonly movingTo: string | undefined;
  /** The place of this session. With `there` and `back` it is with both vendors. */
  readonly status: MoveStatus;
  /** The app's ids of those who are with the next vendor. */
  readonly followed: readonly string[];
  /** The app's ids of those who are not: they stay reachable, as this session stays with both. */
  readonly notFollowed: readonly string[];
}

/** The moves of one session. */
export interface RoomMoves {
  /** The place now. */
  readonly state: RoomMoveState;
  /**
   * Proposes that the room moves to a plan. Resolves with how far it has come when all have moved, or at the deadline; whoever has not
   * followed by then is named, and is waited for. Rejects `invalid-argument` for a plan that this app does not hold, `invalid-state`
   * without a call, and `unsupported` where there are no messages.
   */
  propose(plan: string, options?: { readonly deadlineMs?: number | undefined }): Promise<RoomMoveState>;
  /** Ends it: nothing is heard or said any more. A session that is with two vendors stays so. */
  stop(): void;
}

/** Refuses options that make no sense. Throws `invalid-argument`. */
export function checkMoveOptions(session: RtcViewer, options: RoomMoveOptions): void {
  const { current, plans, authorizeMove } = options as Partial<Record<keyof RoomMoveOptions, unknown>>;
  const refuse = (message: string): never => {
    throw new RtcError({ code: 'invalid-argument', message });
  };
  if (typeof session !== 'object') refuse('Moves need a session.');
  if (typeof current !== 'string') refuse('current must be the name of the plan that the session is with.');
  if (typeof plans !== 'function') refuse('plans must be a function that gives a plan by its name.');
  if (typeof authorizeMove !== 'function')
    refuse('authorizeMove is required: without it anybody could move this session.');
  for (const name of ['lingerMs', 'vanishedMs'] as const) {
    const ms: unknown = options[name];
    if (ms !== undefined && !(typeof ms === 'number' && ms >= 0 && ms < Infinity))
      refuse(`${name} must be a number of milliseconds, 0 or above.`);
  }
  const plan: unknown = options.plans(options.current);
  // What becomes of it shows when the room moves.
  if (plan instanceof Promise) plan.catch(() => undefined);
  else if (!isPlan(plan)) refuse(`plans knows no plan ${options.current}, which is current.`);
}

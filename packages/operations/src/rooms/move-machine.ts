import { isSame, wins, type Announcement, type Move, type MoveStatus } from './move.ts';

/** The things that a client does. Each is answered by an input when it is done. */
export type MoveEffect = 'enter' | 'give-up' | 'leave-old' | 'leave-next' | 'stay';

/** The state of one client. Immutable. */
export interface MoveState {
  /** The plan of the vendor that the client is with, or was with before the move. */
  readonly base: string;
  /** The move that is followed, or was last. */
  readonly move: Move | undefined;
  readonly status: MoveStatus;
  /** A proposal that has won meanwhile: it begins once the client is with one vendor. */
  readonly pending: (Move & { readonly isOver: boolean }) | undefined;
  /** The people who are here, and what they said last. */
  readonly people: ReadonlyMap<string, Announcement | undefined>;
  /** The proposer has gone before everybody was there, or another proposal has won. */
  readonly withdrawn: boolean;
  /** Tells that a person has moved: everybody is to come. */
  readonly decided: boolean;
  /** Something is being left at present. Until it is known what came of it, nothing is promised anew. */
  readonly leaving: 'old' | 'next' | undefined;
  /** It is to be given up, and may have come about all the same. */
  readonly stopping: boolean;
}

/** The things that a client hears of. */
export type MoveInput =
  /** `isOver`: it was taken back by those who say so, and nobody begins it. */
  | { readonly type: 'proposed'; readonly move: Move; readonly isOver?: boolean }
  /** `trusted`: this client's app lets the speaker move it. Of themselves everybody is believed, of others only who is trusted. */
  | {
      readonly type: 'heard';
      readonly from: string;
      readonly said: Announcement;
      readonly trusted?: boolean;
      /** The proposal that they speak of is over, as `isTakenBack` tells. */
      readonly isOver?: boolean;
    }
  | { readonly type: 'people'; readonly ids: readonly string[]; readonly proposerIsHere: boolean }
  | { readonly type: 'entered' }
  | { readonly type: 'refused' }
  | { readonly type: 'left'; readonly which: 'old' | 'next'; readonly done: boolean };

/** The start of a client that is with one vendor. */
export function initialMove(base: string): MoveState {
  return {
    base,
    move: undefined,
    status: 'none',
    pending: undefined,
    people: new Map(),
    withdrawn: false,
    decided: false,
    leaving: undefined,
    stopping: false,
  };
}

/** Tells whether a proposal that somebody speaks of is over: by the proposer's own word, or by anybody's where the proposer is gone. */
export function isTakenBack(
  { status, decided }: Announcement,
  { byProposer, proposerIsHere }: { readonly byProposer: boolean; readonly proposerIsHere: boolean },
): boolean {
  return !decided && (status === 'stayed' || status === 'back') && (byProposer || !proposerIsHere);
}

/** Gives what a client says of itself now. Who says `decided` promises not to leave the next vendor, so not while that is being left. */
export function announcementOf({ base, move, status, decided, leaving, pending }: MoveState): Announcement {
  const said = { base, move, status, decided: decided && leaving !== 'next' };
  if (!pending || pending.isOver) return said;
  const { isOver: _, ...next } = pending;
  return { ...said, next };
}

/**
 * Gives the proposal to begin of those that somebody speaks of: the one that waits, or the one before it, where all are to come there first and
 * this client has not.
 */
export function proposalIn(state: MoveState, said: Announcement | undefined): Move | undefined {
  if (!said?.next) return said?.move;
  const isBehind = state.status === 'moving' || (said.move !== undefined && wins(said.move, state.move));
  return said.decided && isBehind ? said.move : said.next;
}

/** Gives the place of somebody in the move that this client follows. */
export function statusOf({ move }: MoveState, said: Announcement | undefined): MoveStatus {
  if (!move || !said) return 'none';
  if (isSame(said.move, move)) return said.status;
  const isPast = said.move !== undefined && wins(said.move, move);
  // Whoever follows a later move has done with this one: by where that begins it can be told how.
  if (!isPast) return 'none';
  return said.base === move.plan ? 'moved' : 'stayed';
}

/**
 * Works out what a client does on what it hears. Pure. Nobody leaves the present vendor before all are with the next one and have
 * promised to stay, and nobody who has promised that leaves the next one before all have taken it back: so no two lose each other,
 * whatever messages are lost, come late, twice or in another order.
 */
export function reduceMove(
  state: MoveState,
  input: MoveInput,
): { readonly state: MoveState; readonly effects: readonly MoveEffect[] } {
  return settle(apply(state, input), state.decided);
}

function apply(state: MoveState, input: MoveInput): MoveState {
  switch (input.type) {
    case 'proposed': {
      const { move, isOver = false } = input;
      if (!wins(move, state.move) || !wins(move, state.pending)) return state;
      return { ...state, pending: { ...move, isOver }, withdrawn: state.withdrawn || isUnderWay(state) };
    }
    case 'heard': {
      if (!state.people.has(input.from)) return state;
      const before = state.people.get(input.from);
      // What is older than what was said before is a message that was late, or played again.
      if (before && isOlder(input.said, before)) return state;
      const isNews = !before || !isEqual(input.said, before);
      const people = isNews ? new Map(state.people).set(input.from, input.said) : state.people;
      const decided = state.decided || isDecided(state, people, input);
      const isOver = input.isOver === true && isUnderWay(state) && isSame(input.said.move, state.move);
      const withdrawn = state.withdrawn || isOver;
      const isSettled = decided === state.decided && withdrawn === state.withdrawn;
      return isNews || !isSettled ? { ...state, decided, people, withdrawn } : state;
    }
    case 'people': {
      const people = new Map(input.ids.map((id) => [id, state.people.get(id)] as const));
      const lost =
        isUnderWay(state) && !input.proposerIsHere && !allAre(people, state, ['there', 'moved', 'back']);
      const withdrawn = state.withdrawn || lost;
      const isNews = people.size !== state.people.size || input.ids.some((id) => !state.people.has(id));
      return isNews || withdrawn !== state.withdrawn ? { ...state, people, withdrawn } : state;
    }
    case 'entered':
      return state.status === 'moving' ? { ...state, status: 'there' } : state;
    case 'refused':
      return state.status === 'moving' ? { ...state, status: 'stayed' } : state;
    case 'left': {
      const rest = { ...state, leaving: undefined, stopping: false };
      if (!input.done) return rest;
      return input.which === 'old'
        ? { ...rest, status: 'moved', decided: true, base: state.move?.plan ?? state.base, withdrawn: false }
        : { ...rest, status: 'stayed', withdrawn: false };
    }
  }
}

/** Does what may be done by now. */
function settle(
  given: MoveState,
  wasDecided: boolean,
): { readonly state: MoveState; readonly effects: readonly MoveEffect[] } {
  const effects: MoveEffect[] = [];
  let state = given;
  if (state.decided) {
    if (state.withdrawn) state = { ...state, withdrawn: false };
    // Whoever stayed where somebody has left is called once more.
    if (state.status === 'stayed' && !wasDecided) {
      state = { ...state, status: 'moving' };
      effects.push('enter');
    }
  }
  if (state.withdrawn && state.status === 'moving') {
    effects.push('give-up');
    state = { ...state, status: 'stayed', withdrawn: false };
  }
  if (state.withdrawn && state.status === 'there' && !state.leaving) state = { ...state, status: 'back' };
  state = turned(state);
  const isFree = !isUnderWay(state) && !state.leaving;
  if (isFree && state.pending) {
    const { isOver, ...move } = state.pending;
    const isHere = move.plan === state.base;
    const status = isHere ? 'moved' : isOver ? 'stayed' : 'moving';
    state = { ...state, move, pending: undefined, withdrawn: false, decided: isHere, status };
    if (status === 'moving') effects.push('enter');
  }
  // Somebody has come, or has said something else, before it was done.
  const isHasty =
    (state.leaving === 'old' && !mayLeaveOld(state)) || (state.leaving === 'next' && !mayLeaveNext(state));
  if (isHasty && !state.stopping) {
    state = { ...state, stopping: true };
    effects.push('stay');
  }
  if (!state.leaving && mayLeaveOld(state)) {
    state = { ...state, leaving: 'old' };
    effects.push('leave-old');
  } else if (!state.leaving && mayLeaveNext(state)) {
    state = { ...state, leaving: 'next' };
    effects.push('leave-next');
  }
  return { state, effects };
}

/**
 * Turns a client that is with two vendors to a proposal of one of them: nothing has to be entered for it, and nothing is left before all are
 * there. So a room in which somebody did not follow is brought together again by a proposal of either plan.
 */
function turned(state: MoveState): MoveState {
  const { move, pending, status, base } = state;
  const isWithBoth = (status === 'there' || status === 'back') && !state.leaving;
  if (!isWithBoth || !move || !pending || pending.isOver) return state;
  if (pending.plan !== base && pending.plan !== move.plan) return state;
  const { isOver: _, ...next } = pending;
  return {
    ...state,
    base: pending.plan === base ? move.plan : base,
    move: next,
    pending: undefined,
    status: 'there',
    withdrawn: false,
    decided: false,
  };
}

/**
 * All are with the next vendor, and stay there: each has moved, or says that it is decided, or has never heard of this client that it would go
 * back. The word of a third one counts for nothing here.
 */
function mayLeaveOld(state: MoveState): boolean {
  const { status, people, decided } = state;
  if (status !== 'there' && !(status === 'back' && decided)) return false;
  return [...people.values()].every((said) => {
    const place = statusOf(state, said);
    if (place === 'moved') return true;
    if (place !== 'there' && place !== 'back') return false;
    if (said?.decided === true && isSame(said.move, state.move)) return true;
    return status === 'there' && place === 'there';
  });
}

/**
 * Tells whether what was heard decides the move: the word of somebody trusted; or, for a client that has promised to stay with the next vendor,
 * that somebody says of themselves to have moved, which may be so then, or that all others say that it is decided.
 */
function isDecided(
  state: MoveState,
  people: MoveState['people'],
  { said, trusted = false }: Extract<MoveInput, { type: 'heard' }>,
): boolean {
  const hasMoved = (each: Announcement | undefined): boolean => statusOf(state, each) === 'moved';
  const says = (each: Announcement | undefined): boolean =>
    hasMoved(each) || (each?.decided === true && isSame(each.move, state.move));
  if (!says(said)) return false;
  if (trusted) return true;
  if (state.status !== 'there' && state.status !== 'back') return false;
  return hasMoved(said) || [...people.values()].every(says);
}

/**
 * All have promised to stay with the present vendor, the same one: whoever has not said so may be with the next one, and about to leave
 * this one, or has come to the next one from elsewhere.
 */
function mayLeaveNext(state: MoveState): boolean {
  const isOneBase = [...state.people.values()].every((said) => said?.base === state.base);
  return (
    state.status === 'back' && !state.decided && isOneBase && allAre(state.people, state, ['back', 'stayed'])
  );
}

function allAre(people: MoveState['people'], state: MoveState, statuses: readonly MoveStatus[]): boolean {
  return [...people.values()].every((said) => statuses.includes(statusOf(state, said)));
}

function isUnderWay({ status }: MoveState): boolean {
  return status === 'moving' || status === 'there' || status === 'back';
}

const order: readonly MoveStatus[] = ['none', 'moving', 'there', 'back', 'stayed', 'moved'];

/** Both were read from messages, which have one order. */
function isEqual(one: Announcement, other: Announcement): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function rankOf({ status, decided }: Announcement): number {
  return order.indexOf(status) + (decided ? order.length : 0);
}

/** Tells whether something was said before something else of the same client. */
function isOlder(said: Announcement, before: Announcement): boolean {
  if (isSame(said.move, before.move)) return rankOf(said) < rankOf(before);
  return before.move !== undefined && (said.move === undefined || wins(before.move, said.move));
}

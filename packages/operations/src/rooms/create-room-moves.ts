import { RtcError, type RtcViewer } from '@jackfield/core';
import { tellApp } from '../shared/report.ts';
import { createAdmission } from './admission.ts';
import { findPlan } from './find-plan.ts';
import {
  announcementOf,
  initialMove,
  isTakenBack,
  proposalIn,
  reduceMove,
  statusOf,
  type MoveInput,
  type MoveState,
} from './move-machine.ts';
import { isSame, nameOf, wins, type Announcement, type Move } from './move.ts';
import { createMover } from './mover.ts';
import { longestMs, moveTopic, readAnnouncement, writeAnnouncement } from './parse-announcement.ts';
import { platformClock } from './platform-clock.ts';
import { checkMoveOptions, type RoomMoveOptions, type RoomMoves, type RoomMoveState } from './room-moves.ts';

/** Everything is said again so often while a move is under way, in milliseconds: any of it may be lost. */
const repeatMs = 2_000;

/** The time in which whoever is behind is answered once, milliseconds, however much they say. */
const answerMs = 1_000;

/**
 * Lets a room move to another vendor together, by messages of its sessions. Each session is with both vendors until all are with the next one;
 * who does not follow is named and stays reachable. A proposal names a plan that each app holds; each asks its `authorizeMove`. Throws
 * `invalid-argument` for options that make no sense.
 */
export function createRoomMoves(session: RtcViewer, options: RoomMoveOptions): RoomMoves {
  checkMoveOptions(session, options);
  const {
    plans,
    authorizeMove,
    onChange,
    clock = platformClock,
    lingerMs = 10_000,
    vanishedMs = 15_000,
  } = options;
  let state: MoveState = initialMove(options.current);
  let endsAt = 0;
  let undoRepeat = (): void => undefined;
  let undoAnswer: (() => void) | undefined;
  let over = false;
  const vanished = new Map<string, { readonly userId: string; readonly undo: () => void }>();
  /** The time by which each speaker wants to be there. */
  const ends = new Map<string, number>();
  const watchers = new Set<() => void>();

  const isUnderWay = (): boolean =>
    state.status === 'moving' || state.status === 'there' || state.status === 'back';
  const local = (): string => session.snapshot.self?.userId ?? '';
  const isHere = (by: string): boolean =>
    by === local() || [...session.participants.values()].some(({ userId }) => userId === by);
  const isTakenBackBy = (from: string, said: Announcement): boolean => {
    const { by } = said.move ?? {};
    if (by === undefined) return false;
    const byProposer = session.participants.get(from)?.userId === by;
    return isTakenBack(said, { byProposer, proposerIsHere: isHere(by) });
  };
  const mover = createMover({
    session,
    clock,
    planOf: (plan) => findPlan(plans, plan),
    leftMs: () => Math.max(1_000, endsAt - clock.now()),
    lingerMs: () => (state.move?.by === local() ? lingerMs : 0),
    done: (input) => {
      dispatch(input);
    },
  });
  const admission = createAdmission({
    proposalOf(from) {
      const move = over ? undefined : proposalIn(state, state.people.get(from));
      return move && wins(move, state.move) && wins(move, state.pending) ? move : undefined;
    },
    async judge(from, move) {
      if (!(await findPlan(plans, move.plan))) return false;
      const participant = session.participants.get(from);
      if (!participant || over) return false;
      const { plan, by: proposedBy } = move;
      const request = { plan, from: participant, proposedBy, proposal: nameOf(move) };
      // Anything but a plain yes is a no, whatever a caller without types gives.
      const answer: unknown = await authorizeMove(request);
      return answer === true;
    },
    granted(from, move) {
      const said = state.people.get(from);
      // Of what has been said since then it is asked anew.
      if (!said || !isSame(proposalIn(state, said), move)) return;
      const [trusted, isOver] = [isSame(said.move, move), isTakenBackBy(from, said)];
      propose(move, ends.get(from) ?? clock.now(), isOver && trusted);
      dispatch({ type: 'heard', from, said, trusted, isOver });
    },
  });

  function view(): RoomMoveState {
    const followed: string[] = [];
    const notFollowed: string[] = [];
    for (const [id, said] of state.people) {
      const userId = session.participants.get(id)?.userId ?? vanished.get(id)?.userId ?? id;
      const isThere = ['there', 'back', 'moved'].includes(statusOf(state, said));
      (isThere ? followed : notFollowed).push(userId);
    }
    return { plan: state.base, movingTo: state.move?.plan, status: state.status, followed, notFollowed };
  }
  function say(): void {
    if (over || session.state.status !== 'joined' || !session.can('send-message')) return;
    const text = writeAnnouncement(announcementOf(state), Math.max(0, endsAt - clock.now()));
    // What is lost is said again.
    session.sendMessage({ topic: moveTopic, text }).catch(() => undefined);
  }
  function repeat(): void {
    undoRepeat();
    if (over || !isUnderWay()) return;
    undoRepeat = clock.after(repeatMs, () => {
      say();
      repeat();
    });
  }
  /** Tells those who are behind what is so: at once for all who say something old within a time. */
  function answer(): void {
    undoAnswer ??= clock.after(answerMs, () => {
      undoAnswer = undefined;
      say();
    });
  }
  function dispatch(input: MoveInput): void {
    if (over) return;
    const before = state;
    const { state: next, effects } = reduceMove(state, input);
    state = next;
    for (const effect of effects) mover.run(effect, state);
    if (state === before) return;
    say();
    repeat();
    for (const watch of [...watchers]) watch();
    tellApp(() => onChange?.(view()));
  }
  function look(): void {
    const present = [...session.participants.values()];
    for (const [id, { userId, undo }] of vanished)
      if (present.some((each) => each.userId === userId)) {
        undo();
        vanished.delete(id);
      }
    const by = state.move?.by;
    const proposerIsHere = by === undefined || isHere(by);
    dispatch({ type: 'people', ids: [...present.map(({ id }) => id), ...vanished.keys()], proposerIsHere });
  }
  function propose(move: Move, until: number, isOver = false): void {
    if (!wins(move, state.move) || !wins(move, state.pending)) return;
    endsAt = until;
    dispatch({ type: 'proposed', move, isOver });
  }
  function hear(from: string, text: string): void {
    const message = readAnnouncement(text, Date.now());
    if (over || !message || !session.participants.has(from)) return;
    const { said, leftMs } = message;
    const { move } = said;
    ends.set(from, clock.now() + leftMs);
    const [trusted, isOver] = [admission.trusts(from, move), isTakenBackBy(from, said)];
    dispatch({ type: 'heard', from, said, trusted, isOver });
    admission.consider(from);
    const isBehind = isSame(move, state.move)
      ? state.decided && !said.decided
      : state.move && (!move || wins(state.move, move));
    if (isBehind) answer();
  }
  const undos = [
    session.on('message-received', ({ from, topic, text }) => {
      if (topic === moveTopic && from !== undefined) hear(from, text);
    }),
    session.on('participant-joined', () => {
      look();
      if (state.move) say();
    }),
    session.on('participant-left', ({ participant: { id, userId } }) => {
      admission.forget(id);
      ends.delete(id);
      if (isUnderWay())
        vanished.set(id, {
          userId,
          undo: clock.after(vanishedMs, () => {
            vanished.delete(id);
            look();
          }),
        });
      look();
    }),
    session.on('state-changed', ({ state: { status } }) => {
      if (status === 'joined') look();
    }),
  ];
  look();
  return {
    get state() {
      return view();
    },
    async propose(plan, { deadlineMs = 20_000 } = {}) {
      const refuse = (code: 'invalid-argument' | 'invalid-state' | 'unsupported', message: string): never => {
        throw new RtcError({ code, message });
      };
      if (!(deadlineMs > 0 && deadlineMs <= longestMs))
        refuse(
          'invalid-argument',
          `deadlineMs must be above 0 and at most ${String(longestMs)} milliseconds.`,
        );
      if (!(await findPlan(plans, plan))) refuse('invalid-argument', `plans knows no plan ${plan}.`);
      if (over || session.state.status !== 'joined')
        refuse('invalid-state', 'A room is moved in a call: join first.');
      if (!session.can('send-message'))
        refuse('unsupported', 'A room moves by messages: give the adapter some with withMessages().');
      const epoch = Math.max(state.move?.epoch ?? 0, state.pending?.epoch ?? 0) + 1;
      const move: Move = { plan, epoch, id: crypto.randomUUID(), by: local() };
      propose(move, clock.now() + deadlineMs);
      return new Promise((resolve) => {
        const end = (): void => {
          watchers.delete(watch);
          undo();
          resolve(view());
        };
        const watch = (): void => {
          const isDone = state.status === 'moved' || state.status === 'stayed';
          if (isSame(state.move, move) ? isDone : state.move && wins(state.move, move)) end();
        };
        const undo = clock.after(deadlineMs, end);
        watchers.add(watch);
        watch();
      });
    },
    stop() {
      over = true;
      undoRepeat();
      undoAnswer?.();
      mover.stop();
      for (const { undo } of vanished.values()) undo();
      for (const undo of undos) undo();
    },
  };
}

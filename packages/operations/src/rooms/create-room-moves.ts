import { RtcError, type RtcViewer } from '@jackfield/core';
import type { Clock } from '@jackfield/core/adapter';
import { report, tellApp } from '../shared/report.ts';
import {
  announcementOf,
  initialMove,
  reduceMove,
  statusOf,
  type MoveInput,
  type MoveState,
} from './move-machine.ts';
import { isSame, wins, type Move } from './move.ts';
import { createMover } from './mover.ts';
import { longestMs, moveTopic, readAnnouncement, writeAnnouncement } from './parse-announcement.ts';
import { checkMoveOptions, type RoomMoveOptions, type RoomMoves, type RoomMoveState } from './room-moves.ts';

const platformClock: Clock = {
  now: () => performance.now(),
  after(delayMs, run) {
    const handle = setTimeout(run, delayMs);
    return () => {
      clearTimeout(handle);
    };
  },
};

/** Everything is said again so often while a move is under way, in milliseconds: any of it may be lost. */
const repeatMs = 2_000;

/** The number of proposals of one participant that an app is asked about. */
const mostAsked = 64;

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
  let over = false;
  const vanished = new Map<string, { readonly userId: string; readonly undo: () => void }>();
  /** The proposals that each participant has brought. */
  const asked = new Map<string, Set<string>>();
  const watchers = new Set<() => void>();

  const isUnderWay = (): boolean =>
    state.status === 'moving' || state.status === 'there' || state.status === 'back';
  const local = (): string => session.snapshot.self?.userId ?? '';
  const mover = createMover({
    session,
    clock,
    planOf: (plan) => plans(plan),
    leftMs: () => Math.max(1_000, endsAt - clock.now()),
    lingerMs: () => (state.move?.by === local() ? lingerMs : 0),
    done: (input) => dispatch(input),
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
    const proposerIsHere = by === undefined || by === local() || present.some(({ userId }) => userId === by);
    dispatch({ type: 'people', ids: [...present.map(({ id }) => id), ...vanished.keys()], proposerIsHere });
  }
  function propose(move: Move, isOver = false, leftMs = 0): void {
    if (!wins(move, state.move) || !wins(move, state.pending)) return;
    endsAt = clock.now() + leftMs;
    dispatch({ type: 'proposed', move, isOver });
  }
  async function hear(from: string, text: string): Promise<void> {
    const message = readAnnouncement(text);
    const participant = session.participants.get(from);
    if (!message || !participant) return;
    const { said, leftMs } = message;
    const { move } = said;
    if (move && !isSame(move, state.move) && (wins(move, state.move) || wins(move, state.pending))) {
      const key = `${String(move.epoch)}/${move.id}/${move.plan}/${move.by}`;
      const known = asked.get(from) ?? new Set();
      if (!plans(move.plan) || (known.has(key) && !isSame(move, state.pending))) return;
      // Whoever brings ever new ones is no longer heard: the app is not asked without end.
      if (!known.has(key) && known.size >= mostAsked) return;
      asked.set(from, known.add(key));
      const request = { plan: move.plan, from: participant, proposedBy: move.by };
      const isGranted: unknown = await authorizeMove(request);
      // Anything but a plain yes is a no, whatever a caller without types gives.
      if (isGranted !== true) return;
      dispatch({ type: 'heard', from, said });
      propose(move, !said.decided && (said.status === 'stayed' || said.status === 'back'), leftMs);
      return;
    }
    dispatch({ type: 'heard', from, said });
    // Whoever says something old is told what is so.
    if (state.move && (!move || wins(state.move, move))) say();
  }
  const undos = [
    session.on('message-received', ({ from, topic, text }) => {
      if (topic === moveTopic && from !== undefined) hear(from, text).catch(report);
    }),
    session.on('participant-joined', () => {
      look();
      if (state.move) say();
    }),
    session.on('participant-left', ({ participant: { id, userId } }) => {
      asked.delete(id);
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
      if (!plans(plan)) refuse('invalid-argument', `plans knows no plan ${plan}.`);
      if (!(deadlineMs > 0 && deadlineMs <= longestMs))
        refuse(
          'invalid-argument',
          `deadlineMs must be above 0 and at most ${String(longestMs)} milliseconds.`,
        );
      if (session.state.status !== 'joined')
        refuse('invalid-state', 'A room is moved in a call: join first.');
      if (!session.can('send-message'))
        refuse('unsupported', 'A room moves by messages: give the adapter some with withMessages().');
      const epoch = Math.max(state.move?.epoch ?? 0, state.pending?.epoch ?? 0) + 1;
      const move: Move = { plan, epoch, id: crypto.randomUUID(), by: local() };
      propose(move, false, deadlineMs);
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
      mover.stop();
      for (const { undo } of vanished.values()) undo();
      for (const undo of undos) undo();
    },
  };
}

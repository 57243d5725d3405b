import {
  isRtcError,
  type JoinOptions,
  type Participant,
  type RtcError,
  type RtcErrorCode,
  type RtcSessionEvents,
  type SourceKind,
} from '@jackfield/core';
import { check, checkEqual, checkThere } from './check.ts';
import { ContractFailure } from './contract-failure.ts';
import type { FarSide } from '../rig/far-side.ts';
import type { Rig } from '../rig/rig.ts';
import type { Wire } from '../rig/world.ts';
import type { Side, SideOptions } from '../rig/side.ts';

/** Waits until something is so. Fails when the rig's patience is over. */
export async function eventually(
  rig: Rig,
  what: string,
  holds: () => boolean | Promise<boolean>,
  rounds: number = rig.patience,
): Promise<void> {
  for (let round = 0; round < rounds; round += 1) {
    if (await holds()) return;
    await rig.settle();
  }
  if (await holds()) return;
  throw new ContractFailure(`It should come to this, and does not: ${what}`);
}

/**
 * Waits until the vendor has nobody of this name any more. A service learns of a leave by a message: its own answer to "who is
 * there?" may be a moment older.
 */
export function gone(rig: Rig, userId: string): Promise<void> {
  return eventually(
    rig,
    `the vendor has no ${userId} any more`,
    async () => (await rig.world.presences(userId)) === 0,
  );
}

/** Enough for something to be under way. */
const fewRounds = 25;

type Outcome<Result> =
  | { readonly status: 'fulfilled'; readonly value: Result }
  | { readonly status: 'rejected'; readonly reason: unknown };

/**
 * What becomes of a promise. Fails when it has not settled although `withinMs` have passed (where that is given), or the
 * rig's patience is over. `expected` says that nothing but that time is expected to end it.
 */
export async function outcome<Result>(
  rig: Rig,
  promise: Promise<Result>,
  {
    what,
    withinMs = 0,
    expected = false,
  }: { readonly what: string; readonly withinMs?: number; readonly expected?: boolean },
): Promise<Outcome<Result>> {
  let settled: Outcome<Result> | undefined;
  const result = (): Outcome<Result> | undefined => settled;
  promise.then(
    (value) => {
      settled = { status: 'fulfilled', value };
    },
    (reason: unknown) => {
      settled = { status: 'rejected', reason };
    },
  );
  const wait = async (rounds = rig.patience): Promise<void> => {
    for (let round = 0; round < rounds && !result(); round += 1) await rig.settle();
  };
  // What only its bound can end needs no patience before.
  await wait(expected && withinMs > 0 ? Math.min(rig.patience, fewRounds) : rig.patience);
  if (!result() && withinMs > 0) {
    await rig.world.pass(withinMs);
    await wait();
  }
  const end = result();
  if (!end) throw new ContractFailure(`${what} should have settled, and has not.`);
  return end;
}

/** The result of a promise that should resolve. */
export async function resolves<Result>(
  rig: Rig,
  promise: Promise<Result>,
  what: string,
  withinMs?: number,
): Promise<Result> {
  const result = await outcome(rig, promise, { what, ...(withinMs === undefined ? {} : { withinMs }) });
  if (result.status === 'fulfilled') return result.value;
  throw new ContractFailure(`${what} should have resolved, but was rejected.`, result.reason);
}

/** The error of a promise that should reject with an RtcError of one of the codes. */
export async function rejects(
  rig: Rig,
  promise: Promise<unknown>,
  how: { readonly what: string; readonly codes: readonly RtcErrorCode[]; readonly withinMs?: number },
): Promise<RtcError> {
  const result = await outcome(rig, promise, { ...how, expected: true });
  if (result.status === 'fulfilled')
    throw new ContractFailure(`${how.what} should have been refused, but resolved.`);
  const { reason } = result;
  check(isRtcError(reason), `${how.what} should reject with an RtcError.`, reason);
  check(
    how.codes.includes(reason.code),
    `${how.what} should reject with ${how.codes.join(' or ')}, but did with ${reason.code}: ${reason.message}`,
  );
  return reason;
}

/** A side that has joined the rig's room. */
export async function joined(
  rig: Rig,
  {
    join = {},
    enable = [],
    ...options
  }: SideOptions & {
    readonly join?: Partial<JoinOptions>;
    readonly enable?: readonly ('microphone' | 'camera')[];
  } = {},
): Promise<Side> {
  const side = await rig.side(options);
  for (const source of enable) await resolves(rig, side.session[source].enable(), `Enabling the ${source}`);
  await resolves(rig, beginJoin(rig, side, join), 'Joining');
  return side;
}

/** Begins to join the rig's room. What it rejects with may be looked at later. */
export function beginJoin(rig: Rig, side: Side, options: Partial<JoinOptions> = {}): Promise<void> {
  return later(side.session.join({ room: rig.room, userId: side.userId, ...options }));
}

/** A promise that a clause looks at later: until then a rejection of it is nobody's fault. */
export function later<Result>(promise: Promise<Result>): Promise<Result> {
  promise.catch(() => undefined);
  return promise;
}

/** Leaves, and fails if that rejects or hangs. */
export async function left(rig: Rig, side: Side): Promise<void> {
  await resolves(rig, side.session.leave(), 'Leaving', rig.timeouts.leave);
}

/** The participants of a user. */
export function presencesOf(side: Side, userId: string): readonly Participant[] {
  return [...side.session.participants.values()].filter((each) => each.userId === userId);
}

/** The one participant of a user; fails if there is none, or more than one. */
export function personOf(side: Side, userId: string): Participant {
  const [person, ...more] = presencesOf(side, userId);
  checkEqual(more.length, 0, `Participants of ${userId} beside the first`);
  return checkThere(person, `A participant of ${userId}`);
}

/** Returns what a side was told of a user, or of one source of theirs (`zoe camera`): lines of some events, in order. */
export function linesOf(
  side: Side,
  whose: string,
  ...names: readonly (keyof RtcSessionEvents)[]
): readonly string[] {
  return side.log.lines(...names).filter((line) => `${line} `.includes(` ${whose} `));
}

/** Waits until a user is there, and gives them. */
export async function meets(rig: Rig, side: Side, userId: string): Promise<Participant> {
  await eventually(rig, `${side.userId} sees ${userId}`, () => presencesOf(side, userId).length > 0);
  return personOf(side, userId);
}

/** The handle of a user who is there. */
export function handleOf(
  side: Side,
  userId: string,
): NonNullable<ReturnType<Side['session']['participant']>> {
  return checkThere(side.session.participant(personOf(side, userId).id), `The handle of ${userId}`);
}

/** Waits until a user's source is published. */
export async function meetsSource(rig: Rig, side: Side, userId: string, source: SourceKind): Promise<void> {
  await eventually(rig, `${side.userId} sees the ${source} of ${userId}`, () =>
    presencesOf(side, userId).some(({ sources }) => sources[source] !== undefined),
  );
}

/** Waits until a user's source is subscribed. */
export async function receives(rig: Rig, side: Side, userId: string, source: SourceKind): Promise<void> {
  await eventually(rig, `${side.userId} receives the ${source} of ${userId}`, () =>
    presencesOf(side, userId).some(({ sources }) => sources[source]?.subscription.status === 'subscribed'),
  );
}

/**
 * Lets everything that has been sent so far arrive: something new is sent behind it and waited for. What has not come by
 * then does not come.
 */
export async function sentinel(rig: Rig, ...sides: readonly Side[]): Promise<FarSide> {
  const count = (sentinels.get(rig) ?? 0) + 1;
  sentinels.set(rig, count);
  const userId = `sentinel-${String(count)}`;
  const far = await rig.world.farJoin({ userId });
  for (const side of sides) await meets(rig, side, userId);
  return far;
}

const sentinels = new WeakMap<Rig, number>();

/** Waits until nothing comes for a remote track any more. */
export async function arrivesNoMore(rig: Rig, track: MediaStreamTrack): Promise<void> {
  const holds = async (): Promise<boolean> => !(await rig.world.arrives(track));
  await eventually(rig, `no more comes for the remote ${track.kind} track`, holds, rig.looks);
}

/** The questions to the wire: that others are told a mute is not asked of an adapter that denies telling it. */
function askedOf(rig: Rig, source: SourceKind, expected: Partial<Wire>): Partial<Wire> {
  const { announcesMute } = rig.adapter.capabilities;
  if (announcesMute?.includes(source) ?? true) return expected;
  const { muted: _told, ...others } = expected;
  return others;
}

/** Fails unless what leaves this side for a source is as given. */
export async function checkWire(
  rig: Rig,
  side: Side,
  source: SourceKind,
  wanted: Partial<Wire>,
): Promise<void> {
  const expected = askedOf(rig, source, wanted);
  const wire = await rig.world.wire(side, source);
  for (const key of ['published', 'muted', 'sending'] as const) {
    if (expected[key] !== undefined)
      checkEqual(wire[key], expected[key], `Whether the ${source} is ${key} at the vendor`);
  }
}

/** Waits until what leaves this side for a source is as given. */
export async function wireBecomes(
  rig: Rig,
  side: Side,
  source: SourceKind,
  wanted: Partial<Wire>,
): Promise<void> {
  const expected = askedOf(rig, source, wanted);
  let wire: Partial<Wire> = {};
  const holds = async (): Promise<boolean> => {
    wire = await rig.world.wire(side, source);
    return (['published', 'muted', 'sending'] as const).every(
      (key) => expected[key] === undefined || wire[key] === expected[key],
    );
  };
  const what = `the ${source} is ${wordsOf(expected)} at the vendor`;
  await eventually(rig, what, holds, rig.looks).catch((error: unknown) => {
    const { session } = side;
    const { status } = session[source === 'screen-audio' ? 'screenAudio' : source].state.publication;
    check(false, `The ${source} is ${wordsOf(wire)} at the vendor, and to the app ${status}.`, error);
  });
}

const wordsOf = (wire: Partial<Wire>): string =>
  Object.entries(wire)
    .map(([key, value]) => `${value ? '' : 'not '}${key}`)
    .join(', ');

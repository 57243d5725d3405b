import type { RtcAdapter } from '../adapter/rtc-adapter.ts';
import { RtcError } from '../errors/rtc-error.ts';
import { toRtcError } from '../errors/to-rtc-error.ts';
import type { JoinOptions } from '../face/rtc-viewer.ts';
import type { Connection } from '../leg/connection.ts';
import type { SourceKind } from '../model/source-kind.ts';
import type { Internals } from '../session/internals.ts';
import { bounded } from '../timing/bounded.ts';
import { awaitHandover } from './await-handover.ts';
import type { AdapterComparison } from './compare-adapters.ts';
import { createHandover, type Handover } from './handover.ts';
import type { Homes } from './homes.ts';
import type { SwitchingParts } from './switching-parts.ts';
import { withholdPictures, type WithheldPictures } from './withheld-pictures.ts';
import type { SwitchOptions, SwitchResult } from './switch-options.ts';

/** The parts of a switch that has been checked. */
export interface MoveOver {
  readonly parts: SwitchingParts;
  readonly homes: Homes;
  /** The connection that carries the call. */
  readonly old: Connection;
  readonly next: RtcAdapter;
  readonly options: SwitchOptions;
  readonly names: JoinOptions;
  readonly comparison: AdapterComparison;
}

const defaultDeadlineMs = 20_000;

/** Joins over the next adapter, moves everything there, and leaves the present one; or undoes all of it. */
export async function moveOver(move: MoveOver): Promise<SwitchResult> {
  const { homes, parts, next, options, comparison } = move;
  const { internals } = parts;
  const { clock } = internals.environment;
  const { until = 'everyone', deadlineMs = defaultDeadlineMs } = options;
  const endsAt = clock.now() + deadlineMs;
  const leftMs = (): number => Math.max(0, endsAt - clock.now());
  const over = new AbortController();
  const undo = internals.store.on('state-changed', ({ state: { status } }) => {
    if (status === 'joined' || status === 'reconnecting') return;
    over.abort(new RtcError({ code: 'aborted', message: 'The call ended while it was being switched.' }));
  });
  const signals = options.signal ? [over.signal, options.signal] : [over.signal];
  const release = homes.legs.expectTakeover();
  const wasAtBoth = homes.handover;
  const withheld = withholdPictures(internals.store);
  let handover: Handover | undefined;
  try {
    const [old, to] = wasAtBoth
      ? chosenOf(wasAtBoth, next)
      : [move.old, await openNext({ ...move, withheld: withheld.sources, signals, leftMs })];
    wasAtBoth?.end();
    handover = begin(parts, homes, old, to);
    await awaitHandover({ parts, homes, handover, until, leftMs, signals, withheld });
    if (until === 'never') {
      handover.settle();
      return { from: old.adapter.name, to: to.adapter.name, comparison, gaps: handover.gaps() };
    }
    return await commit(move, handover, withheld);
  } catch (cause) {
    const error = toRtcError(cause, { message: 'The switch failed.', adapter: next.name });
    // There is nothing to go back to: what is there over the next one is all there is.
    if (handover && isLast(homes, handover)) return await commit(move, handover, withheld);
    await goBack({ parts, homes, handover, wasAtBoth, error });
    throw error;
  } finally {
    undo();
    release();
  }
}

/** Begins a handover, and has what it sees told. */
function begin(parts: SwitchingParts, homes: Homes, old: Connection, next: Connection): Handover {
  const { store } = parts.internals;
  const event = { from: old.adapter.name, to: next.adapter.name };
  let told: string | undefined;
  const handover = createHandover({
    parts,
    old,
    next,
    progressed({ settled, waiting, missing }) {
      const [ready, wanted] = [settled, settled + waiting.length + missing.length];
      const now = `${String(ready)}/${String(wanted)}`;
      if (now === told || !homes.busy) return;
      told = now;
      store.dispatch({
        type: 'switchTold',
        data: { name: 'adapter-switch-progressed', event: { ...event, ready, wanted } },
      });
    },
  });
  homes.handover = handover;
  for (const { leg, receiver } of [old, next]) {
    receiver.receiveAll();
    leg.signal.addEventListener('abort', () => {
      if (homes.handover === handover && !homes.busy) stayWithOne(parts, homes, handover);
    });
  }
  return handover;
}

/** One of the two vendors that the session stayed with has ended its leg: the other one is the session's from now on. */
function stayWithOne({ internals, part }: SwitchingParts, homes: Homes, handover: Handover): void {
  const { old, next } = handover;
  // Where the call ends both are closed.
  const rest = [old, next].find(
    ({ leg }) => part.legs.connections.has(leg.generation) && !leg.signal.aborted,
  );
  if (!rest || internals.store.state.session.status === 'leaving') return;
  handover.end();
  homes.handover = undefined;
  adopt(internals, homes, rest);
}

/** An adapter is the session's: of its names, and of the next join. */
function adopt(internals: Internals, homes: Homes, connection: Connection): void {
  const names = homes.names.get(connection);
  internals.adapter = connection.adapter;
  if (names) {
    const { room, userId, displayName = '', role } = names;
    if (internals.wanted) internals.wanted = names;
    internals.store.dispatch({ type: 'selfChanged', data: { room, userId, displayName, role } });
  }
}

/** Of a session that is at two vendors the one to stay at is chosen. */
function chosenOf({ old, next }: Handover, chosen: RtcAdapter): readonly [Connection, Connection] {
  if (chosen === next.adapter) return [old, next];
  if (chosen === old.adapter) return [next, old];
  throw new RtcError({
    code: 'invalid-state',
    message: `The session is with ${old.adapter.name} and ${next.adapter.name}: switch to one of these first.`,
    adapter: chosen.name,
  });
}

interface OpenNext extends MoveOver {
  readonly withheld: ReadonlySet<SourceKind>;
  readonly signals: readonly AbortSignal[];
  leftMs(): number;
}

/** Loads the next adapter and joins over it, sound first. */
async function openNext(move: OpenNext): Promise<Connection> {
  const { parts, homes, old, next, options, names, withheld, signals, leftMs } = move;
  const { clock } = parts.internals.environment;
  if (next === old.adapter)
    throw new RtcError({
      code: 'invalid-argument',
      message: `The call is over ${next.name} already.`,
      adapter: next.name,
    });
  homes.names.set(old, parts.internals.wanted ?? names);
  await bounded(() => next.preload(), { clock, ms: leftMs(), what: `Loading ${next.name}`, signals });
  const { samePerson, signal } = options;
  const leg = await homes.legs.add(next, { ...names, samePerson, signal, withheld }, leftMs());
  const opened = parts.part.legs.connections.get(leg);
  if (!opened)
    throw new RtcError({
      code: 'aborted',
      message: `${next.name} ended the call at once.`,
      adapter: next.name,
    });
  homes.names.set(opened, names);
  return opened;
}

function isLast({ legs }: Homes, { old, next }: Handover): boolean {
  return legs.isDead(old.leg.generation) && !next.leg.signal.aborted;
}

/** The next adapter carries the call; the other one is left without a trace. */
async function commit(
  { homes, parts, comparison }: MoveOver,
  handover: Handover,
  withheld: WithheldPictures,
): Promise<SwitchResult> {
  const { internals } = parts;
  const { old, next } = handover;
  handover.hurry();
  withheld.release(next);
  homes.handover = undefined;
  internals.store.dispatch({ type: 'leadMoved', data: { leg: next.leg.generation } });
  adopt(internals, homes, next);
  await homes.legs.close(old.leg.generation, 'left');
  return { from: old.adapter.name, to: next.adapter.name, comparison, gaps: handover.end() };
}

interface GoBack {
  readonly parts: SwitchingParts;
  readonly homes: Homes;
  readonly handover: Handover | undefined;
  readonly wasAtBoth: Handover | undefined;
  readonly error: RtcError;
}

/** The call goes on as it was: over the old adapter, or over both. */
async function goBack({ parts, homes, handover, wasAtBoth, error }: GoBack): Promise<void> {
  handover?.end();
  if (!handover) return;
  homes.handover = undefined;
  const { old, next } = handover;
  if (!wasAtBoth) {
    await homes.legs.close(next.leg.generation, 'left', error);
    return;
  }
  const isOpen = ({ leg }: Connection): boolean => !leg.signal.aborted;
  if (isOpen(old) && isOpen(next)) begin(parts, homes, wasAtBoth.old, wasAtBoth.next).settle();
}

import {
  driverFactNames,
  RtcError,
  type PlaceholderTrack,
  type RtcDriver,
  type RtcDriverEnvironment,
  type RtcDriverSink,
} from '@jackfield/core/adapter';
import { claimsMethod } from '@jackfield/core/adapter-kit';
import { driverMethods, type DriverMethod } from '../shared/driver-methods.ts';
import { tellFact, type Fact } from '../shared/through-sink.ts';
import { errorOf, hydrate } from './hydrate.ts';
import type { Trace, TraceEntry } from './trace-entry.ts';

/** The parts that the driver of a recorded leg works with. */
export interface ReplayDriverPort {
  readonly trace: Trace;
  /** The entries of the leg. */
  readonly entries: readonly TraceEntry[];
  readonly sink: RtcDriverSink;
  readonly environment: RtcDriverEnvironment;
  /** Does what the session had been asked for. */
  perform(entry: TraceEntry): void;
  /** All entries have been played, one of them could not be, or the driver is gone. */
  over(error?: unknown): void;
}

type Command = Extract<TraceEntry, { readonly kind: 'command' }>;
type Outcome = Extract<TraceEntry, { readonly kind: 'settled' | 'failed' }>;

/** Turns of the queue of promises that everything takes that an entry causes. */
const turns = 30;

/** Makes a driver that tells what a leg told when it was recorded, at the same times, and answers calls as they were answered then. */
export function createReplayDriver(port: ReplayDriverPort): RtcDriver {
  const { trace, entries, sink, environment, perform, over } = port;
  const { clock } = environment;
  const tracks = new Map<number, PlaceholderTrack>();
  const outcomes = new Map<number, Outcome>();
  const pending = new Map<number, (outcome: Outcome) => void>();
  const issued = new Map<string, number>();
  let undo = (): void => undefined;
  let gone = false;
  let next = 0;

  function trackOf(number: number, kind: string): MediaStreamTrack {
    const made = tracks.get(number) ?? environment.createPlaceholder(kind === 'video' ? 'video' : 'audio');
    tracks.set(number, made);
    return made.track;
  }
  function play(entry: TraceEntry): void {
    if (entry.kind === 'fact') {
      if (driverFactNames.includes(entry.name))
        tellFact(sink, { name: entry.name, data: hydrate(entry.data, trackOf) ?? {} } as Fact);
    } else if (entry.kind === 'settled' || entry.kind === 'failed') {
      outcomes.set(entry.id, entry);
      pending.get(entry.id)?.(entry);
      pending.delete(entry.id);
    } else perform(entry);
  }
  /** Plays what is due, and waits for the rest. One entry has its effects before the next one. */
  async function run(origin: number, base: number): Promise<void> {
    for (;;) {
      const entry = entries[next];
      if (gone || !entry) break;
      const due = entry.at - base - (clock.now() - origin);
      if (due > 0) {
        await new Promise<void>((resolve) => {
          undo = clock.after(due, resolve);
        });
        continue;
      }
      next += 1;
      play(entry);
      for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
    }
    over();
  }
  /** Answers a call as it was answered when it was recorded; what was not recorded succeeds. */
  async function answer(name: DriverMethod, given: readonly unknown[]): Promise<unknown> {
    const key = keyOf(name, given);
    const nth = issued.get(key) ?? 0;
    issued.set(key, nth + 1);
    const recorded = entries.filter(
      (entry): entry is Command =>
        entry.kind === 'command' &&
        entry.name === name &&
        keyOf(name, Object.values(entry.given ?? {})) === key,
    )[nth];
    if (!recorded) return defaults[name];
    const outcome =
      outcomes.get(recorded.id) ??
      (await new Promise<Outcome>((resolve, reject) => {
        pending.set(recorded.id, resolve);
        const signal = signalIn(given);
        signal?.addEventListener(
          'abort',
          () => {
            reject(signal.reason as Error);
          },
          { once: true },
        );
      }));
    if (outcome.kind === 'failed') throw errorOf(outcome.error);
    return hydrate(outcome.result, trackOf) ?? defaults[name];
  }
  const methods = driverMethods
    .filter((method) => claimsMethod(trace.header.capabilities, method))
    .map((method) => [method, (...given: readonly unknown[]) => answer(method, given)] as const);
  return {
    ...(Object.fromEntries(methods) as Pick<RtcDriver, DriverMethod>),
    native: undefined,
    async doJoin(request) {
      request.signal.throwIfAborted();
      const join = entries.find((entry) => entry.kind === 'command' && entry.name === 'doJoin');
      if (!join)
        throw new RtcError({
          code: 'invalid-state',
          message: 'The trace has no further join.',
          adapter: trace.header.adapter,
        });
      run(clock.now(), join.at).catch(over);
      return (await answer('doJoin', [{ signal: request.signal }])) as Awaited<
        ReturnType<RtcDriver['doJoin']>
      >;
    },
    doAbandon: () => undefined,
    dispose() {
      gone = true;
      undo();
      for (const track of tracks.values()) track.stop();
      over();
    },
  };
}

const defaults: Partial<Record<DriverMethod, unknown>> = {
  doSyncLocal: { failed: [] },
  doRenewCredential: {},
  doGetStats: [],
};

/** Calls of one lane are told apart by whom or what they are about. */
function keyOf(name: DriverMethod, given: readonly unknown[]): string {
  const [first] = given;
  const about =
    name === 'doSyncRemote' || name === 'doReplaceTrack' || name === 'doSetMuted' ? String(first) : '';
  return `${name}/${about}`;
}

function signalIn(given: readonly unknown[]): AbortSignal | undefined {
  for (const each of given)
    if (typeof each === 'object' && each !== null && 'signal' in each && each.signal instanceof AbortSignal)
      return each.signal;
  return undefined;
}

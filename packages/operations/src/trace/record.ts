import type { RtcAdapter, RtcDriver, RtcDriverEnvironment, RtcDriverSink } from '@jackfield/core/adapter';
import { aroundDriver } from '../shared/around-driver.ts';
import type { DriverMethod } from '../shared/driver-methods.ts';
import { tellFact, throughSink } from '../shared/through-sink.ts';
import { createRedactor, type RedactionOptions, type Redactor } from './redactor.ts';
import { traceVersion, type TraceEntry, type TraceHeader } from './trace-entry.ts';

/** Takes a trace, line by line. What it throws is no failure of a call. */
export interface TraceSink {
  /** Takes the first line. */
  begin(header: TraceHeader): void;
  /** Takes each other line. */
  write(entry: TraceEntry): void;
}

/**
 * Makes an adapter that writes down what passes it: commands, facts, how long each took, and errors. Nothing of a credential, no raw value of
 * a vendor, no statistics and no levels; names and messages only where asked for.
 */
export function record<Native>(
  adapter: RtcAdapter<Native>,
  sink: TraceSink,
  options: RedactionOptions = {},
): RtcAdapter<Native> {
  const { names = false, messages = false } = options;
  const redactor = createRedactor(options);
  const { capabilities, limits, name } = adapter;
  const { participants, subscriptions, displayNameLength } = limits;
  let legs = 0;
  let startedAt: number | undefined;
  attempt(() => {
    sink.begin({
      jackfieldTrace: traceVersion,
      adapter: name,
      capabilities,
      limits: { participants, subscriptions, displayNameLength },
      names,
      messages,
      forgotten: 0,
    });
  });
  return Object.freeze<RtcAdapter<Native>>({
    specificationVersion: 1,
    name,
    capabilities,
    limits,
    checkSupport: () => adapter.checkSupport(),
    preload: () => adapter.preload(),
    createDriver(facts, environment) {
      legs += 1;
      const leg = legs;
      const { clock } = environment;
      const began = (startedAt ??= clock.now());
      const write = (entry: () => Unplaced): void => {
        attempt(() => {
          sink.write({ at: Math.round((clock.now() - began) * 10) / 10, leg, ...entry() });
        });
      };
      return recordDriver({ adapter, facts, environment, redactor, write });
    },
  });
}

type Unplaced = TraceEntry extends infer Entry
  ? Entry extends TraceEntry
    ? Omit<Entry, 'at' | 'leg'>
    : never
  : never;

interface RecordedDriver<Native> {
  readonly adapter: RtcAdapter<Native>;
  readonly facts: RtcDriverSink;
  readonly environment: RtcDriverEnvironment;
  readonly redactor: Redactor;
  /** Writes a line; where it cannot be made there is none. */
  write(entry: () => Unplaced): void;
}

/** The names of what a method is given, in order. A call's signal is left out. */
const parameters: Partial<Record<DriverMethod, readonly string[]>> = {
  doReplaceTrack: ['source', 'track'],
  doSetMuted: ['source', 'muted'],
  doSyncLocal: ['wanted'],
  doSyncRemote: ['remoteId', 'wanted'],
  doSetRole: ['role'],
  doSetAudioOutput: ['deviceId'],
  doSetVolume: ['remoteId', 'source', 'volume'],
};

/** Calls of which what they give is written down. */
const told: ReadonlySet<DriverMethod> = new Set(['doJoin', 'doSyncLocal', 'doRenewCredential']);

function recordDriver<Native>({
  adapter,
  facts,
  environment,
  redactor,
  write,
}: RecordedDriver<Native>): RtcDriver<Native> {
  let calls = 0;
  let undo = (): void => undefined;
  const inner = adapter.createDriver(
    throughSink((fact) => {
      if (fact.name !== 'signals')
        write(() => ({ kind: 'fact', name: fact.name, data: redactor.value(fact.data) }));
      tellFact(facts, fact);
    }),
    environment,
  );
  return aroundDriver(inner, {
    async call(name, given, run) {
      calls += 1;
      const id = calls;
      const names = parameters[name];
      const [first] = given;
      const said = names ? Object.fromEntries(names.map((each, index) => [each, given[index]])) : first;
      write(() => ({ kind: 'command', id, name, given: redactor.value(said) }));
      if (name === 'doJoin')
        undo = onAbort(signalOf(first), (reason) => {
          write(() => ({ kind: 'closed', error: redactor.error(reason) }));
        });
      try {
        const result = await run();
        write(() => ({ kind: 'settled', id, result: told.has(name) ? redactor.value(result) : null }));
        return result;
      } catch (cause) {
        write(() => ({ kind: 'failed', id, error: redactor.error(cause) }));
        throw cause;
      }
    },
    heard(kind) {
      write(() => ({ kind }));
      if (kind === 'dispose') undo();
    },
  });
}

function signalOf(request: unknown): AbortSignal | undefined {
  if (typeof request !== 'object' || request === null || !('signal' in request)) return undefined;
  return request.signal instanceof AbortSignal ? request.signal : undefined;
}

function onAbort(signal: AbortSignal | undefined, hear: (reason: unknown) => void): () => void {
  const abort = (): void => {
    hear(signal?.reason);
  };
  signal?.addEventListener('abort', abort, { once: true });
  return () => {
    signal?.removeEventListener('abort', abort);
  };
}

/** Runs something of whoever takes the trace, whatever becomes of it. */
function attempt(run: () => void): void {
  try {
    run();
  } catch {
    // A black box that is full or broken does not end the flight.
  }
}

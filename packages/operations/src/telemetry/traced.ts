import type {
  LocalPublication,
  RemoteSubscription,
  RtcAdapter,
  RtcDriver,
  RtcDriverEnvironment,
  RtcDriverSink,
} from '@jackfield/core/adapter';
import { aroundDriver } from '../shared/around-driver.ts';
import { tellFact, throughSink, type Fact } from '../shared/through-sink.ts';
import { createMeasuring, type Measurement, type Measuring, type Telemetry } from './telemetry.ts';

/**
 * Makes an adapter that tells OpenTelemetry how long joins, publications, subscriptions and reconnects take, and what became of them. Nothing
 * in it says who anybody is. First frames and switches are a session's: {@link traceSession}.
 */
export function traced<Native>(adapter: RtcAdapter<Native>, telemetry: Telemetry): RtcAdapter<Native> {
  return Object.freeze<RtcAdapter<Native>>({
    specificationVersion: 1,
    name: adapter.name,
    capabilities: adapter.capabilities,
    limits: adapter.limits,
    checkSupport: () => adapter.checkSupport(),
    preload: () => adapter.preload(),
    createDriver(sink, environment) {
      const measuring = createMeasuring(telemetry, () => environment.clock.now());
      return createDriver({ adapter, measuring, sink, environment });
    },
  });
}

interface DriverParts<Native> {
  readonly adapter: RtcAdapter<Native>;
  readonly measuring: Measuring;
  readonly sink: RtcDriverSink;
  readonly environment: RtcDriverEnvironment;
}

function createDriver<Native>({
  adapter,
  measuring,
  sink,
  environment,
}: DriverParts<Native>): RtcDriver<Native> {
  const named = { 'jackfield.adapter': adapter.name };
  const subscribing = new Map<string, Measurement>();
  let published: readonly string[] = [];
  let reconnecting: Measurement | undefined;

  function hear(fact: Fact): void {
    if (fact.name === 'connectionInterrupted') reconnecting ??= measuring.begin('reconnect', named);
    else if (fact.name === 'connectionRestored') {
      reconnecting?.succeed();
      reconnecting = undefined;
    } else if (fact.name === 'remoteTrack')
      settle(fact.data.remoteId, fact.data.source, (each) => each.succeed());
    else if (fact.name === 'subscriptionFailed') {
      const { remoteId, source, error } = fact.data;
      settle(remoteId, source, (each) => each.fail(error));
    } else if (fact.name === 'participantLeft') drop(`${fact.data.remoteId}/`);
    else if (fact.name === 'sourceUnpublished') drop(`${fact.data.remoteId}/${fact.data.source}`);
    else if (fact.name === 'ended') end(fact.data.error ?? fact.data.reason);
  }
  function settle(remoteId: string, source: string, run: (each: Measurement) => void): void {
    const key = `${remoteId}/${source}`;
    const found = subscribing.get(key);
    subscribing.delete(key);
    if (found) run(found);
  }
  function drop(prefix: string): void {
    for (const [key, each] of subscribing)
      if (key.startsWith(prefix)) {
        subscribing.delete(key);
        each.drop();
      }
  }
  function end(cause?: unknown): void {
    if (cause === undefined) reconnecting?.drop();
    else reconnecting?.fail(cause);
    reconnecting = undefined;
    drop('');
  }
  /** Begins to wait for what is newly wanted, and waits no more for what no longer is. */
  function want(remoteId: string, wanted: readonly RemoteSubscription[]): void {
    const sources = wanted.map(({ source }) => source);
    for (const source of sources) {
      const key = `${remoteId}/${source}`;
      if (known.has(key)) continue;
      known.add(key);
      subscribing.set(key, measuring.begin('subscribe', { ...named, 'jackfield.source': source }));
    }
    for (const key of known) {
      const source = key.startsWith(`${remoteId}/`) ? key.slice(remoteId.length + 1) : undefined;
      if (source === undefined || sources.some((each) => each === source)) continue;
      known.delete(key);
      drop(key);
    }
  }
  const known = new Set<string>();
  async function publish(wanted: readonly LocalPublication[], run: () => Promise<unknown>): Promise<unknown> {
    const news = wanted.filter(({ source }) => !published.includes(source));
    published = wanted.map(({ source }) => source);
    const begun = news.map(({ source }) => ({
      source,
      measurement: measuring.begin('publish', { ...named, 'jackfield.source': source }),
    }));
    try {
      const result = await run();
      const failures = failuresIn(result);
      for (const { source, measurement } of begun) {
        const failure = failures.find((each) => each.source === source);
        if (failure) measurement.fail(failure.error);
        else measurement.succeed();
      }
      published = published.filter((source) => !failures.some((each) => each.source === source));
      return result;
    } catch (cause) {
      for (const { measurement } of begun) measurement.fail(cause);
      published = [];
      throw cause;
    }
  }
  async function join(run: () => Promise<unknown>): Promise<unknown> {
    const measurement = measuring.begin('join', named);
    try {
      const result = await run();
      measurement.succeed();
      return result;
    } catch (cause) {
      measurement.fail(cause);
      throw cause;
    }
  }
  const inner = adapter.createDriver(
    throughSink((fact) => {
      hear(fact);
      tellFact(sink, fact);
    }),
    environment,
  );
  return aroundDriver(inner, {
    call(name, given, run) {
      if (name === 'doJoin') return join(run);
      if (name === 'doSyncLocal') return publish(given[0] as readonly LocalPublication[], run);
      if (name === 'doSyncRemote') want(given[0] as string, given[1] as readonly RemoteSubscription[]);
      if (name === 'doLeave') end();
      return run();
    },
    heard() {
      end();
    },
  });
}

interface Failure {
  readonly source: string;
  readonly error: unknown;
}

function failuresIn(result: unknown): readonly Failure[] {
  if (typeof result !== 'object' || result === null || !('failed' in result)) return [];
  return Array.isArray(result.failed) ? (result.failed as readonly Failure[]) : [];
}

import type {
  DriverCall,
  JoinResult,
  LocalPublication,
  RtcDriver,
  SyncLocalResult,
} from '../adapter/rtc-driver.ts';
import { toRtcError } from '../errors/to-rtc-error.ts';
import { sourceKinds, type SourceKind } from '../model/source-kind.ts';
import type { RtcAdapter } from '../adapter/rtc-adapter.ts';
import type { LocalMedia } from '../capture/local-media.ts';
import type { MachineState } from '../state/machine-state.ts';
import type { Store } from '../state/store.ts';
import type { SessionTimeouts } from '../timing/timeouts.ts';
import type { ActiveLeg, Leg } from './leg.ts';

/** Keeps what is published equal to what should be. */
export interface LocalPublisher {
  /** Brings the set of publications in line. Rejects when `source` could not be published. */
  sync(source?: SourceKind): Promise<void>;
  /** Sends another track, or none, for a published source. */
  replaceTrack(source: SourceKind): Promise<void>;
  /** Tells the others whether a published source is muted. */
  setMuted(source: SourceKind): Promise<void>;
  /** What came of the sources that a join was given. */
  joined(leg: Leg, wanted: readonly LocalPublication[], result: JoinResult): void;
}

const lanesOf = (sources: readonly SourceKind[]): string[] => sources.map((source) => `local:${source}`);

/** What a publisher works with. */
interface PublisherPort {
  readonly adapter: RtcAdapter;
  readonly store: Store;
  readonly timeouts: SessionTimeouts;
  readonly legs: ActiveLeg;
  readonly outgoing: LocalMedia['outgoing'];
  /** Publishes again: what a join could not publish, or what has changed since it was asked for. */
  readonly publishAgain: () => void;
}

/** Makes the publisher of a session. */
export function createLocalPublisher(port: PublisherPort): LocalPublisher {
  const { adapter, store, timeouts, legs } = port;
  const { replaceTrack, announcesMute } = adapter.capabilities;
  /** The sync that has not begun yet: later requests join it. */
  let pending: { readonly leg: Leg; readonly done: Promise<void> } | undefined;

  const outgoing = (leg: Leg): readonly LocalPublication[] => port.outgoing(leg.generation);
  const publicationOf = (source: SourceKind): MachineState['local'][SourceKind]['publication'] =>
    store.state.local[source].publication;
  const bound = (what: string) => ({ ms: timeouts.publish, what });

  function setPublication(source: SourceKind, publication: ReturnType<typeof publicationOf>): void {
    store.dispatch({ type: 'publicationChanged', data: { source, publication } });
  }
  function settle(wanted: readonly LocalPublication[], { failed }: SyncLocalResult): void {
    for (const source of sourceKinds) {
      const failure = failed.find((entry) => entry.source === source);
      const status = wanted.some((entry) => entry.source === source) ? 'published' : 'unpublished';
      setPublication(source, failure ? { status: 'failed', error: failure.error } : { status });
    }
  }
  async function syncNow(leg: Leg): Promise<void> {
    const attempt = { started: false, wanted: outgoing(leg) };
    try {
      const result = await leg.call(lanesOf(sourceKinds), bound('Publishing'), async (driver, call) => {
        attempt.started = true;
        attempt.wanted = outgoing(leg);
        pending = undefined;
        for (const { source } of attempt.wanted) {
          if (publicationOf(source).status !== 'published') setPublication(source, { status: 'publishing' });
        }
        return driver.doSyncLocal(attempt.wanted, call);
      });
      if (legs.active === leg) settle(attempt.wanted, result);
    } catch (cause) {
      if (legs.active !== leg) return;
      const error = toRtcError(cause, { code: 'publish-failed', message: 'Publishing failed.' });
      settle(attempt.wanted, { failed: attempt.wanted.map(({ source }) => ({ source, error })) });
    } finally {
      // The lane was closed all the time: the next request must not wait for this one.
      if (!attempt.started) pending = undefined;
    }
  }
  async function sync(source?: SourceKind): Promise<void> {
    const leg = legs.active;
    if (!leg) return;
    if (pending?.leg !== leg) pending = { leg, done: syncNow(leg) };
    await pending.done;
    const publication = source && publicationOf(source);
    if (publication?.status === 'failed') throw publication.error;
  }
  async function change(
    source: SourceKind,
    run: (driver: RtcDriver, wanted: LocalPublication, call: DriverCall) => Promise<void>,
  ): Promise<void> {
    const leg = legs.active;
    if (!leg || publicationOf(source).status === 'unpublished') return;
    await leg.call(lanesOf([source]), bound(`Publishing the ${source}`), async (driver, call) => {
      // Read when the lane is free: the last intent wins.
      const wanted = outgoing(leg).find((entry) => entry.source === source);
      if (wanted) await run(driver, wanted, call);
    });
  }
  return {
    sync,
    replaceTrack: (source) =>
      replaceTrack === 'none'
        ? sync(source)
        : change(source, (driver, { track }, call) => driver.doReplaceTrack(source, track, call)),
    async setMuted(source) {
      if (announcesMute && !announcesMute.includes(source)) return;
      await change(source, (driver, { muted }, call) => driver.doSetMuted(source, muted, call));
    },
    joined(leg, wanted, { failed = [], localDeferred }) {
      if (!localDeferred) settle(wanted, { failed });
      const now = outgoing(leg);
      // What a join could not publish is tried again, as nobody waits for it.
      if (
        localDeferred ||
        failed.length > 0 ||
        now.length !== wanted.length ||
        now.some((entry) => !wanted.some((before) => same(entry, before)))
      ) {
        port.publishAgain();
      }
    },
  };
}

function same(one: LocalPublication, other: LocalPublication): boolean {
  return one.source === other.source && one.track === other.track && one.muted === other.muted;
}

import type { JoinResult, LocalPublication, SyncLocalResult } from '../adapter/rtc-driver.ts';
import { mayPass } from '../errors/may-pass.ts';
import type { RtcError } from '../errors/rtc-error.ts';
import { toRtcError } from '../errors/to-rtc-error.ts';
import type { RtcCapabilities } from '../model/capabilities.ts';
import type { PublicationStatus } from '../model/local-source-state.ts';
import { sourceKinds, type SourceKind } from '../model/source-kind.ts';
import { backOff } from '../timing/back-off.ts';
import type { Clock } from '../timing/clock.ts';
import { createTimers } from '../timing/timers.ts';
import type { Leg } from './leg.ts';
import { createSentRecord, type SentPart } from './sent-record.ts';
import type { ShapedOffers } from './shaped-offers.ts';

/** Keeps what one vendor has equal to what is offered to it. */
export interface Publisher {
  /** Returns what a join is given. */
  outgoing(): readonly LocalPublication[];
  /** Takes what came of that: the rest is published from now on. */
  joined(given: readonly LocalPublication[], result: JoinResult): void;
  /** Brings one source in line; `anew`: also a publication that was refused before. Rejects with what the vendor refused. */
  settle(source: SourceKind, how?: { readonly anew: boolean }): Promise<void>;
  /** Publishes all that should be, and goes on trying what may pass. */
  publish(): Promise<void>;
  /** The vendor lost a publication. */
  lost(source: SourceKind): void;
  /** The transport is back; after a restart the vendor has nothing. */
  restored(mode: 'resumed' | 'restarted'): void;
  /** The sources that a publication carries. */
  carriedBy(source: SourceKind): readonly SourceKind[];
  /** The publication that carries a source. */
  carrierOf(source: SourceKind): SourceKind;
  /** Ends the leg's clones. */
  end(): void;
}

/** The surroundings of a publisher. */
export interface PublisherPort {
  readonly leg: Pick<Leg, 'signal' | 'call'>;
  readonly offers: ShapedOffers;
  readonly capabilities: Pick<RtcCapabilities, 'replaceTrack' | 'announcesMute' | 'quality'>;
  readonly clock: Clock;
  /** The bound of a publication, in milliseconds. */
  readonly ms: number;
  /** Tells whether the leg is in a call, so that commands may go to it. */
  isActive(): boolean;
  publicationOf(source: SourceKind): PublicationStatus;
  setPublication(source: SourceKind, publication: PublicationStatus): void;
}

/** The wait before what was refused or lost is tried again, for the first time. */
const firstWaitMs = 250;

const laneOf = (source: SourceKind): string => `local:${source}`;

/** Makes the publisher of a leg. */
export function createPublisher(port: PublisherPort): Publisher {
  const { leg, offers, capabilities, isActive, publicationOf, setPublication } = port;
  const sent = createSentRecord(offers, capabilities);
  const timers = createTimers(port.clock);
  let failures = 0;
  /** The set that no call has been made for yet: later requests join it. */
  let pending: Promise<ReadonlyMap<SourceKind, RtcError>> | undefined;
  /** The set that the vendor is being given. */
  let flight: { readonly given: readonly LocalPublication[]; readonly done: typeof pending } | undefined;
  const tails = new Map<SourceKind, Promise<void>>();
  const bound = (what: string) => ({ ms: port.ms, what, code: 'publish-failed' as const });

  function again(): void {
    if (timers.has('again') || leg.signal.aborted) return;
    timers.set('again', backOff(firstWaitMs, failures), () => void publish());
    failures += 1;
  }
  function refuse(source: SourceKind, error: RtcError): void {
    sent.forget(source);
    setPublication(source, { status: 'failed', error });
  }
  /** A set was taken: each of its sources is published, or not any more, or was refused. */
  function conclude(
    given: readonly LocalPublication[],
    refused: ReadonlyMap<SourceKind, RtcError>,
    record: (source: SourceKind) => void,
  ): void {
    for (const source of sourceKinds) {
      const error = refused.get(source);
      const wanted = given.some((entry) => entry.source === source);
      if (error && wanted) refuse(source, error);
      if (error) continue;
      record(source);
      setPublication(source, { status: wanted ? 'published' : 'unpublished' });
    }
  }
  /**
   * A set was refused: what the vendor had may have changed or not, what it had not it has not. Whatever it has that should be
   * otherwise is tried again, for whatever reason it was refused: the others would go on seeing what is not so.
   */
  function concludeRefused(given: readonly LocalPublication[], error: RtcError): void {
    for (const source of sourceKinds) {
      if (sent.has(source)) {
        if (sent.isInLine(source)) continue;
        sent.doubt(source);
        again();
      } else if (!offers.offer(source)) setPublication(source, { status: 'unpublished' });
      else if (given.some((entry) => entry.source === source)) refuse(source, error);
    }
  }
  async function syncNow(): Promise<ReadonlyMap<SourceKind, RtcError>> {
    const attempt = { started: false, refused: false };
    let given: readonly LocalPublication[] = [];
    let inLine: readonly SourceKind[] = [];
    let record = (_source: SourceKind): void => undefined;
    /** The vendor has taken after its bound what was told as refused: nothing was asked of it meanwhile. */
    const late = ({ failed }: SyncLocalResult): void => {
      if (!attempt.refused || !isActive()) return;
      conclude(given, new Map(failed.map(({ source, error }) => [source, error])), record);
      if (sourceKinds.some((source) => sent.next(source))) void publish();
    };
    try {
      const { failed } = await leg.call(sourceKinds.map(laneOf), bound('Publishing'), (driver, call) => {
        attempt.started = true;
        // Read when the lanes are free: the last intent wins.
        given = offers.publications();
        flight = { given, done: pending };
        pending = undefined;
        inLine = sourceKinds.filter(sent.isInLine);
        record = sent.snapshot();
        for (const { source } of given) {
          // What is interrupted is still there: a set that is refused changes nothing of it.
          if (!sent.has(source)) setPublication(source, { status: 'publishing' });
        }
        const result = driver.doSyncLocal(given, call);
        result.then(late, () => undefined);
        return result;
      });
      const refused = new Map(failed.map(({ source, error }) => [source, error]));
      if (isActive()) conclude(given, refused, record);
      return refused;
    } catch (cause) {
      const error = toRtcError(cause, { message: 'Publishing failed.' });
      attempt.refused = true;
      if (!attempt.started) {
        // The lanes were closed all the time: the next request must not wait for this one.
        pending = undefined;
        given = offers.publications();
        inLine = sourceKinds.filter(sent.isInLine);
      }
      if (isActive()) concludeRefused(given, error);
      return new Map(sourceKinds.flatMap((source) => (inLine.includes(source) ? [] : [[source, error]])));
    } finally {
      if (attempt.started) flight = undefined;
    }
  }
  const sync = (): Promise<ReadonlyMap<SourceKind, RtcError>> => (pending ??= syncNow());

  async function syncFor(source: SourceKind): Promise<void> {
    const error = (await sync()).get(source);
    if (!error || !isActive()) return;
    // A publication is asked for anew by whoever asked for it; nobody but core ends one that was to end.
    if (!offers.offer(source)) again();
    throw error;
  }
  /** One change of a source that is published. */
  async function change(source: SourceKind, what: SentPart): Promise<void> {
    try {
      await leg.call([laneOf(source)], bound(`Publishing the ${source}`), async (driver, call) => {
        const wanted = offers.publication(source);
        // Something else may have brought it in line while the lane was busy.
        if (!wanted || sent.next(source) !== what) return;
        const record = sent.snapshot(what);
        if (what === 'track') await driver.doReplaceTrack(source, wanted.track, call);
        else if (what === 'mute') await driver.doSetMuted(source, wanted.muted, call);
        else await driver.doSetQuality?.(source, wanted.quality ?? {}, call);
        record(source);
      });
    } catch (cause) {
      const error = toRtcError(cause, { message: 'Publishing failed.' });
      if (isActive()) {
        sent.doubt(source, what);
        again();
      }
      throw error;
    }
  }
  async function bringInLine(source: SourceKind, anew: boolean): Promise<void> {
    let asked = anew;
    while (isActive()) {
      const next = sent.next(source);
      if (!next) {
        // What was wanted a moment ago is on its way to the vendor: only when it is there can it be seen that it has to go.
        if (!flight?.given.some((entry) => entry.source === source)) return;
        await flight.done;
        continue;
      }
      if (next !== 'set') await change(source, next);
      else {
        // What was refused is not there to be muted: nobody need hear of that. It is published by unmuting.
        const refused = publicationOf(source).status === 'failed';
        if (refused && !asked && offers.offer(source)?.muted) return;
        await syncFor(source);
      }
      asked = false;
    }
  }
  function settle(source: SourceKind, { anew } = { anew: false }): Promise<void> {
    const run = (): Promise<void> => bringInLine(source, anew);
    const before = tails.get(source);
    const work = before ? before.then(run) : run();
    const tail = work.catch(() => undefined);
    tails.set(source, tail);
    return work;
  }
  async function publish(): Promise<void> {
    if (!isActive()) return;
    timers.cancel('again');
    // Whoever asks for this does not trust what is known.
    for (const source of sourceKinds) sent.doubt(source);
    const refused = await sync();
    if (!isActive()) return;
    const errors = [...refused.values()];
    await Promise.all(
      sourceKinds
        .filter((source) => !refused.has(source))
        .map((source) =>
          settle(source).catch((error: unknown) => {
            errors.push(toRtcError(error, { message: 'Publishing failed.' }));
          }),
        ),
    );
    if (errors.some(mayPass)) again();
    else if (errors.length === 0) failures = 0;
  }
  leg.signal.addEventListener('abort', () => {
    timers.cancel('again');
  });
  return {
    outgoing: () => offers.publications(),
    joined(given, { failed = [], localDeferred }) {
      if (!localDeferred) {
        const refused = new Map(failed.map(({ source, error }) => [source, error]));
        conclude(given, refused, sent.given(given));
      }
      // What a join could not publish is tried again, as nobody waits for it.
      if (localDeferred || sourceKinds.some((source) => sent.next(source))) void publish();
    },
    settle,
    publish,
    lost(source) {
      sent.forget(source);
      again();
    },
    restored(mode) {
      // What failed on the way that was lost says nothing of the new one.
      failures = 0;
      if (mode === 'restarted') for (const source of sourceKinds) sent.forget(source);
      void publish();
    },
    carriedBy: offers.carriedBy,
    carrierOf: offers.carrierOf,
    end() {
      timers.cancel('again');
      offers.end();
    },
  };
}

import type {
  DriverCall,
  LocalPublication,
  RtcDriver,
  JoinResult,
  SyncLocalResult,
} from '../adapter/rtc-driver.ts';
import { toRtcError } from '../errors/to-rtc-error.ts';
import type { RtcCapabilities } from '../model/capabilities.ts';
import { sourceKinds, type SourceKind } from '../model/source-kind.ts';
import type { Fact } from './fact.ts';
import type { Leg } from './leg.ts';
import type { MachineState } from './machine-state.ts';

/** What the publisher works with. */
export interface LocalPublisherPort {
  /** The leg to publish on; undefined while there is no call. */
  leg(): Leg | undefined;
  state(): MachineState;
  dispatch(fact: Fact): void;
  /** What should be published on a leg now. */
  outgoing(leg: number): readonly LocalPublication[];
  readonly capabilities: RtcCapabilities;
  /** Milliseconds for one call. */
  readonly boundMs: number;
}

const lanesOf = (sources: readonly SourceKind[]): string[] => sources.map((source) => `local:${source}`);

/** Keeps what is published equal to what should be. */
export class LocalPublisher {
  readonly #port: LocalPublisherPort;
  /** The sync that has not begun yet: later requests join it. */
  #pending: { readonly leg: Leg; readonly done: Promise<void> } | undefined;

  constructor(port: LocalPublisherPort) {
    this.#port = port;
  }

  /** Brings the set of publications in line. Rejects when `source` could not be published. */
  async sync(source?: SourceKind): Promise<void> {
    const leg = this.#port.leg();
    if (!leg) return;
    if (this.#pending?.leg !== leg) {
      const done = this.#syncNow(leg);
      this.#pending = { leg, done };
    }
    await this.#pending.done;
    const publication = source && this.#port.state().local[source].publication;
    if (publication?.status === 'failed') throw publication.error;
  }

  /** Sends another track, or none, for a published source. */
  async replaceTrack(source: SourceKind): Promise<void> {
    if (this.#port.capabilities.replaceTrack === 'none') {
      await this.sync(source);
      return;
    }
    await this.#change(source, (driver, { track }, call) => driver.doReplaceTrack(source, track, call));
  }

  /** Tells the others whether a published source is muted. */
  async setMuted(source: SourceKind): Promise<void> {
    const { announcesMute } = this.#port.capabilities;
    if (announcesMute && !announcesMute.includes(source)) return;
    await this.#change(source, (driver, { muted }, call) => driver.doSetMuted(source, muted, call));
  }

  /** What came of the sources that a join was given. */
  joined(leg: Leg, wanted: readonly LocalPublication[], { failed = [], localDeferred }: JoinResult): void {
    if (localDeferred) {
      void this.sync();
      return;
    }
    this.#settle(wanted, { failed });
    const now = this.#port.outgoing(leg.generation);
    // What a join could not publish is tried once more; a later `enable()` tries again.
    if (
      failed.length > 0 ||
      now.length !== wanted.length ||
      now.some((entry) => !wanted.some((before) => same(entry, before)))
    ) {
      void this.sync();
    }
  }

  async #change(
    source: SourceKind,
    run: (driver: RtcDriver, wanted: LocalPublication, call: DriverCall) => Promise<void>,
  ): Promise<void> {
    const leg = this.#port.leg();
    if (!leg || this.#port.state().local[source].publication.status === 'unpublished') return;
    await leg.call(lanesOf([source]), this.#bound(source), async (driver, call) => {
      // Read when the lane is free: the last intent wins.
      const wanted = this.#port.outgoing(leg.generation).find((entry) => entry.source === source);
      if (wanted) await run(driver, wanted, call);
    });
  }

  async #syncNow(leg: Leg): Promise<void> {
    const attempt = { started: false, wanted: this.#port.outgoing(leg.generation) };
    try {
      const result = await leg.call(lanesOf(sourceKinds), this.#bound(), async (driver, call) => {
        attempt.started = true;
        attempt.wanted = this.#port.outgoing(leg.generation);
        this.#pending = undefined;
        for (const { source } of attempt.wanted) {
          const { status } = this.#port.state().local[source].publication;
          if (status !== 'published') this.#setPublication(source, { status: 'publishing' });
        }
        return driver.doSyncLocal(attempt.wanted, call);
      });
      if (this.#port.leg() === leg) this.#settle(attempt.wanted, result);
    } catch (cause) {
      if (this.#port.leg() !== leg) return;
      const error = toRtcError(cause, { code: 'publish-failed', message: 'Publishing failed.' });
      this.#settle(attempt.wanted, { failed: attempt.wanted.map(({ source }) => ({ source, error })) });
    } finally {
      // The lane was closed all the time: the next request must not wait for this one.
      if (!attempt.started) this.#pending = undefined;
    }
  }

  #settle(wanted: readonly LocalPublication[], { failed }: SyncLocalResult): void {
    for (const source of sourceKinds) {
      const failure = failed.find((entry) => entry.source === source);
      if (failure) this.#setPublication(source, { status: 'failed', error: failure.error });
      else if (wanted.some((entry) => entry.source === source))
        this.#setPublication(source, { status: 'published' });
      else this.#setPublication(source, { status: 'unpublished' });
    }
  }

  #setPublication(source: SourceKind, publication: MachineState['local'][SourceKind]['publication']): void {
    this.#port.dispatch({ type: 'publicationChanged', data: { source, publication } });
  }

  #bound(source?: SourceKind): { ms: number; what: string } {
    return { ms: this.#port.boundMs, what: source ? `Publishing the ${source}` : 'Publishing' };
  }
}

function same(one: LocalPublication, other: LocalPublication): boolean {
  return one.source === other.source && one.track === other.track && one.muted === other.muted;
}

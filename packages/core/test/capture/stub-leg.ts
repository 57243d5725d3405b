import type { LocalPublication, RtcDriver } from '../../src/adapter/rtc-driver.ts';
import type { Offers } from '../../src/capture/offer.ts';
import type { RtcEnvironment } from '../../src/environment/rtc-environment.ts';
import type { Leg } from '../../src/leg/leg.ts';
import { createPublisher, type Publisher } from '../../src/leg/publisher.ts';
import { shapeOffers } from '../../src/leg/shaped-offers.ts';
import type { RtcCapabilities } from '../../src/model/capabilities.ts';
import type { PublicationStatus } from '../../src/model/local-source-state.ts';
import { sourceKinds, type SourceKind } from '../../src/model/source-kind.ts';
import { createLanes } from '../../src/timing/lanes.ts';

/** A leg with its publisher, and what its vendor has. */
export interface StubLeg {
  readonly publisher: Publisher;
  readonly sent: ReadonlyMap<SourceKind, LocalPublication>;
  statusOf(source: SourceKind): PublicationStatus;
  /** The leg is over. */
  end(): void;
}

/** A vendor that does what it is asked, keeps what it was given, and says each call by name before. */
export function createStubLeg({
  environment,
  offers,
  capabilities,
  call,
  isActive,
  contained,
}: {
  readonly environment: RtcEnvironment;
  readonly offers: Offers;
  readonly capabilities: Partial<RtcCapabilities>;
  readonly call: (name: string, apply: () => void) => Promise<void>;
  readonly isActive: () => boolean;
  readonly contained: (name: string) => void;
}): StubLeg {
  const able = {
    sources: sourceKinds,
    screenAudio: 'separate' as const,
    audioRelayNeeded: false,
    replaceTrack: 'seamless' as const,
    ...capabilities,
  };
  const sent = new Map<SourceKind, LocalPublication>();
  const statuses = new Map<SourceKind, PublicationStatus>();
  const inLanes = createLanes();
  const over = new AbortController();
  const change = (source: SourceKind, part: Partial<LocalPublication>): void => {
    const known = sent.get(source);
    if (known) sent.set(source, { ...known, ...part });
  };
  const driver: Pick<RtcDriver, 'doSyncLocal' | 'doReplaceTrack' | 'doSetMuted'> = {
    async doSyncLocal(wanted) {
      const names = wanted.map(({ source }) => source);
      const changed = sourceKinds.filter((source) => names.includes(source) !== sent.has(source));
      await call(`sync ${changed.join(' ')}`, () => {
        sent.clear();
        for (const entry of wanted) sent.set(entry.source, entry);
      });
      return { failed: [] };
    },
    async doReplaceTrack(source, track) {
      await call(`replace ${source} ${track ? 'track' : 'null'}`, () => {
        change(source, { track });
      });
    },
    async doSetMuted(source, muted) {
      await call(`muted ${source} ${String(muted)}`, () => {
        change(source, { muted });
      });
    },
  };
  const leg: Pick<Leg, 'signal' | 'call'> = {
    signal: over.signal,
    call: (lanes, bound, run) =>
      inLanes(lanes, { ...bound, clock: environment.clock, signals: [over.signal] }, (given) =>
        run(driver as RtcDriver, given),
      ),
  };
  const shaped = shapeOffers({
    environment,
    offers,
    capabilities: able,
    contained() {
      contained('gate-write');
    },
    warn: () => undefined,
  });
  const publisher = createPublisher({
    leg,
    offers: shaped,
    capabilities: able,
    clock: environment.clock,
    ms: 10_000,
    isActive: () => isActive() && !over.signal.aborted,
    publicationOf: (source) => statuses.get(source) ?? { status: 'unpublished' },
    setPublication: (source, publication) => statuses.set(source, publication),
  });
  return {
    publisher,
    sent,
    statusOf: (source) => statuses.get(source) ?? { status: 'unpublished' },
    end() {
      over.abort();
      publisher.end();
    },
  };
}

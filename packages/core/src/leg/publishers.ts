import type { RtcAdapter } from '../adapter/rtc-adapter.ts';
import type { Offers } from '../capture/offer.ts';
import type { LobbyEnvironment } from '../environment/rtc-environment.ts';
import type { QualityWishes } from '../model/quality.ts';
import { sourceKinds, type SourceKind } from '../model/source-kind.ts';
import type { Store } from '../state/store.ts';
import type { Leg } from './leg.ts';
import { createPublisher, type Publisher } from './publisher.ts';
import { qualityRefusal } from './quality-refusal.ts';
import { shapeOffers } from './shaped-offers.ts';

/** The publishers of a session: one for each leg, all fed by the same captures. */
export interface Publishers {
  /** Makes the publisher of a leg. What is withheld is not published as long as it is in that set. */
  open(
    leg: Leg,
    adapter: Pick<RtcAdapter, 'name' | 'capabilities'>,
    withheld?: ReadonlySet<SourceKind>,
  ): Publisher;
  /** Ends the one of a leg that has let go. */
  close(leg: Leg): void;
  /** Brings a source in line over every leg. */
  settle(source: SourceKind, how?: { readonly anew: boolean }): Promise<void>;
}

/** The surroundings of publishers. */
interface PublishersPort {
  readonly environment: LobbyEnvironment;
  readonly store: Store;
  readonly offers: Offers;
  /** The app's wishes for quality. */
  readonly quality: QualityWishes;
  /** The bound of a publication, in milliseconds. */
  readonly ms: number;
}

/** Makes the publishers of a session that has no leg. */
export function createPublishers({ environment, store, offers, quality, ms }: PublishersPort): Publishers {
  const publishers = new Map<Leg, Publisher>();
  return {
    open(leg, { name, capabilities }, withheld) {
      const { generation } = leg;
      // Asked for before this vendor was chosen: it is said, and the call goes on.
      for (const source of sourceKinds) {
        const error = qualityRefusal({ name, capabilities }, source, quality.of[source]);
        if (error) store.warn(error);
      }
      let asleep = false;
      const publisher = createPublisher({
        leg,
        capabilities,
        clock: environment.clock,
        ms,
        offers: shapeOffers({
          environment,
          offers,
          capabilities,
          contained() {
            store.contain('gate-write');
          },
          warn: store.warn,
          quality,
          withheld,
          asleep(now) {
            asleep = now;
            // The context is also let go with the leg, of which nobody is told any more.
            if (!store.state.legs.has(generation)) return;
            const type = now ? 'publicationInterrupted' : 'publicationRestored';
            store.dispatch({ type, leg: generation, data: { source: 'microphone' } });
          },
        }),
        isActive: () => !leg.signal.aborted && store.state.legs.has(leg.generation),
        publicationOf: (source) =>
          store.state.legs.get(leg.generation)?.publications[source] ?? { status: 'unpublished' },
        setPublication(source, publication) {
          const silent = asleep && source === 'microphone' && publication.status === 'published';
          store.dispatch({
            type: 'publicationChanged',
            data: {
              leg: generation,
              source,
              publication: silent ? { status: 'interrupted' } : publication,
            },
          });
        },
      });
      publishers.set(leg, publisher);
      return publisher;
    },
    close(leg) {
      publishers.get(leg)?.end();
      publishers.delete(leg);
    },
    async settle(source, how) {
      await Promise.all(
        [...publishers.values()].map((publisher) => publisher.settle(publisher.carrierOf(source), how)),
      );
    },
  };
}

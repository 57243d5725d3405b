import type { RemoteSubscription } from '../adapter/rtc-driver.ts';
import { RtcError } from '../errors/rtc-error.ts';
import { toRtcError } from '../errors/to-rtc-error.ts';
import type { SubscriptionState } from '../model/participant.ts';
import type { RemoteSourceKey } from '../model/remote-source-key.ts';
import { sourceKinds, type SourceKind } from '../model/source-kind.ts';
import { presenceOn, type Presence } from '../state/person.ts';
import type { Store } from '../state/store.ts';
import type { Clock } from '../timing/clock.ts';
import { createBudget } from './budget.ts';
import type { Leg } from './leg.ts';
import { createWaits, type Waits } from './waits.ts';
import type { Wishes } from './wishes.ts';

/** Keeps what one vendor sends of the others equal to what is wanted of them, within the vendor's limit. */
export interface Receiver {
  /** Brings the subscriptions to somebody in line, once for all changes of this turn. */
  receive(participantId: string): void;
  /** The same for everybody. */
  receiveAll(): void;
  /** Takes notice that something else is wanted of a source: what failed is asked for at once. */
  wished(key: RemoteSourceKey): void;
  /** The vendor lost the subscriptions to somebody and waits to be asked again, or may have lost those of everybody. */
  again(participantId?: string): void;
  /** After a restart everything is asked for anew. */
  anew(): void;
  /** It failed: it is tried again, unless the app asked for it itself and hears of it. */
  failed(key: RemoteSourceKey): void;
  /** A track is there. */
  received(key: RemoteSourceKey): void;
  /** A source is no longer published. */
  withdrawn(key: RemoteSourceKey): void;
  /** Forgets somebody who is gone. */
  forget(participantId: string): void;
  /** The leg is over: nothing is waited for. */
  end(): void;
}

/** The parts that a receiver works with. */
export interface ReceiverPort {
  readonly leg: Leg;
  readonly clock: Clock;
  readonly store: Store;
  readonly wishes: Wishes;
  /** The time that a track may take to come, in milliseconds. */
  readonly ms: number;
  /** The number of sources that may be subscribed to at a time. */
  readonly limit: number;
}

/** The things that the driver was asked for one person. */
interface Asked {
  readonly waits: Waits;
  /** The vendor's id of them. */
  remoteId: string | undefined;
  /** The sources to be received, to ask again only for a change; undefined where it must be asked again in any case. */
  wanted: readonly RemoteSubscription[] | undefined;
  /** The sources that the driver was last called with. */
  given: readonly SourceKind[];
  /** The sources that the driver was told to end and was not asked for since: a track that comes all the same will not last. */
  ended?: Set<SourceKind>;
  /** The sources that have to come anew; the old track stays on screen until then. */
  stale?: Set<SourceKind>;
}

/** Makes the receiver of a leg. */
export function createReceiver({ leg, clock, store, wishes, ms, limit }: ReceiverPort): Receiver {
  const { generation } = leg;
  const people = new Map<string, Asked>();
  /** Whom something changed for in this turn. */
  const changed = new Set<string>();
  const budget = createBudget({ leg: generation, limit, wishes, state: () => store.state });
  let scheduled = false;

  const isOpen = (): boolean =>
    !leg.signal.aborted && store.state.legs.get(generation)?.connection === 'joined';

  function presenceOf(participantId: string): Presence | undefined {
    const person = store.state.people.get(participantId);
    return person && presenceOn(person, generation);
  }
  const subscriptionOf = ({ participantId, source }: RemoteSourceKey): SubscriptionState | undefined =>
    presenceOf(participantId)?.sources[source]?.subscription;
  const statusOf = (key: RemoteSourceKey): SubscriptionState['status'] | undefined =>
    subscriptionOf(key)?.status;
  function setState(key: RemoteSourceKey, subscription: SubscriptionState): void {
    store.dispatch({ type: 'subscriptionChanged', data: { ...key, leg: generation, subscription } });
  }
  function of(participantId: string): Asked {
    const known = people.get(participantId);
    if (known) return known;
    const waits = createWaits({
      clock,
      ms,
      late(source) {
        const message = `No ${source} arrived within ${String(ms)} ms.`;
        fail({ participantId, source }, new RtcError({ code: 'timeout', message }));
      },
      again(sources) {
        for (const source of sources) tryAgain({ participantId, source });
      },
    });
    const asked: Asked = { waits, remoteId: undefined, wanted: undefined, given: [] };
    people.set(participantId, asked);
    return asked;
  }
  function schedule(): void {
    if (scheduled) return;
    scheduled = true;
    queueMicrotask(() => {
      scheduled = false;
      if (!isOpen()) return;
      for (const id of budget.renew()) changed.add(id);
      const ids = [...changed];
      changed.clear();
      for (const id of ids) reconcile(id);
    });
  }
  function receive(participantId: string): void {
    changed.add(participantId);
    schedule();
  }
  function receiveAll(): void {
    for (const id of store.state.people.keys()) changed.add(id);
    schedule();
  }
  function reconcile(participantId: string): void {
    const remoteId = presenceOf(participantId)?.remoteId;
    if (remoteId === undefined) return;
    const asked = of(participantId);
    // Gone and back again: the vendor knows nothing of what was asked for the one before.
    if (asked.remoteId !== undefined && asked.remoteId !== remoteId) askAnew(participantId, asked);
    asked.remoteId = remoteId;
    const presence = presenceOf(participantId);
    const wanted: RemoteSubscription[] = [];
    for (const source of sourceKinds) {
      const subscription = presence?.sources[source]?.subscription;
      if (!subscription) continue;
      const key = { participantId, source };
      const { status } = subscription;
      const over = status !== 'failed' && !budget.has(participantId, source);
      const reason = wishes.refusal(participantId, source, generation) ?? (over ? 'limit' : undefined);
      if (reason) {
        settled(key);
        if (subscription.status !== 'not-subscribed' || subscription.reason !== reason)
          setState(key, { status: 'not-subscribed', reason });
      } else if (status !== 'failed') {
        wanted.push({ source, size: wishes.sizeOf(participantId, source) });
        if (status === 'not-subscribed') setState(key, { status: 'subscribing' });
        if (status !== 'subscribed' || asked.stale?.has(source)) asked.waits.expect(source);
      }
    }
    // Nothing need be said to a driver that was never asked for anything.
    const known = asked.wanted ?? (asked.given.length > 0 ? undefined : []);
    if (known && same(known, wanted)) return;
    asked.wanted = wanted;
    void send(remoteId, participantId, asked, wanted);
  }
  async function send(
    remoteId: string,
    participantId: string,
    asked: Asked,
    wanted: readonly RemoteSubscription[],
  ): Promise<void> {
    const bound = { ms, what: 'Subscribing', code: 'subscribe-failed' } as const;
    try {
      await leg.call([`remote:${remoteId}`], bound, async (driver, call) => {
        // Overtaken while the lane was busy: the newer wish follows. But what was to end must end: its track is forgotten
        // here, and the driver gives another one only after it was told so.
        const given = wanted.map(({ source }) => source);
        const ends = asked.given.filter((source) => !given.includes(source));
        if (asked.wanted !== wanted && ends.length === 0) return;
        asked.given = given;
        for (const source of given) asked.ended?.delete(source);
        for (const source of ends) end({ participantId, source });
        await driver.doSyncRemote(remoteId, wanted, call);
      });
    } catch (cause) {
      if (leg.signal.aborted) return;
      const error = toRtcError(cause, { message: 'Subscribing failed.' });
      for (const { source } of wanted) fail({ participantId, source }, error);
    }
  }
  /** The driver is told to end a source. Where its track has come late and is shown already, it has to come anew. */
  function end({ participantId, source }: RemoteSourceKey): void {
    const asked = of(participantId);
    (asked.ended ??= new Set()).add(source);
    if (statusOf({ participantId, source }) !== 'subscribed') return;
    (asked.stale ??= new Set()).add(source);
    receive(participantId);
  }
  function fail(key: RemoteSourceKey, error: RtcError): void {
    const asked = people.get(key.participantId);
    // It may have failed already, by its time; then it may be waiting for its next try.
    if (!asked || (statusOf(key) !== 'subscribing' && !asked.stale?.has(key.source))) return;
    settled(key);
    // What is asked for next must not be mistaken for what has just failed.
    asked.wanted = undefined;
    setState(key, { status: 'failed', error });
  }
  function settled({ participantId, source }: RemoteSourceKey): void {
    const asked = people.get(participantId);
    asked?.stale?.delete(source);
    asked?.waits.settle(source);
  }
  function tryAgain(key: RemoteSourceKey): void {
    const { participantId, source } = key;
    if (statusOf(key) === 'failed') {
      settled(key);
      const reason = wishes.refusal(participantId, source, generation);
      // Wanted still: a track that is on its way after all must not be taken for one that nobody wants.
      setState(key, reason ? { status: 'not-subscribed', reason } : { status: 'subscribing' });
      of(participantId).wanted = undefined;
    }
    receive(participantId);
  }
  function askAnew(participantId: string, asked: Asked): void {
    asked.wanted = undefined;
    asked.given = [];
    asked.ended?.clear();
    for (const source of sourceKinds) {
      const status = statusOf({ participantId, source });
      if (status === 'subscribed') (asked.stale ??= new Set()).add(source);
      // What failed before may work now.
      else if (status === 'failed') tryAgain({ participantId, source });
    }
  }
  function forget(participantId: string): void {
    people.get(participantId)?.waits.end();
    people.delete(participantId);
    changed.delete(participantId);
  }

  return {
    receive,
    receiveAll,
    wished(key) {
      if (!presenceOf(key.participantId)) return;
      of(key.participantId).waits.askAnew(key.source);
      tryAgain(key);
    },
    again(participantId) {
      if (participantId === undefined) {
        for (const asked of people.values()) asked.wanted = undefined;
        receiveAll();
        return;
      }
      of(participantId).wanted = undefined;
      receive(participantId);
    },
    anew() {
      for (const [participantId, asked] of people) askAnew(participantId, asked);
      receiveAll();
    },
    failed(key) {
      const subscription = subscriptionOf(key);
      if (subscription?.status !== 'failed') return;
      settled(key);
      // Its place is free for another one.
      if (limit !== Infinity) schedule();
      const { waits } = of(key.participantId);
      // The app hears of what it asked for itself.
      if (wishes.isManual(key.participantId, key.source) && !waits.hasCome(key.source)) return;
      waits.retryLater(key.source, subscription.error);
    },
    received({ participantId, source }) {
      const asked = of(participantId);
      asked.stale?.delete(source);
      asked.waits.received(source);
      if (asked.ended?.has(source)) (asked.stale ??= new Set()).add(source);
      const isWanted = asked.wanted?.some((each) => each.source === source) ?? false;
      // It failed, and came all the same.
      if (!isWanted || asked.stale?.has(source)) receive(participantId);
    },
    withdrawn(key) {
      settled(key);
      const asked = people.get(key.participantId);
      // The vendor let go of it by itself: where it is published anew within this turn, the same set is another wish.
      if (asked?.wanted?.some(({ source }) => source === key.source)) asked.wanted = undefined;
    },
    forget,
    end() {
      for (const id of [...people.keys()]) forget(id);
    },
  };
}

function same(one: readonly RemoteSubscription[], other: readonly RemoteSubscription[]): boolean {
  return (
    one.length === other.length &&
    one.every(({ source, size }, index) => {
      const beside = other[index];
      return (
        beside?.source === source &&
        beside.size?.width === size?.width &&
        beside.size?.height === size?.height
      );
    })
  );
}

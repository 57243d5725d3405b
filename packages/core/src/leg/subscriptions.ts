import type { RemoteSubscription } from '../adapter/rtc-driver.ts';
import { RtcError } from '../errors/rtc-error.ts';
import { mayPass } from '../errors/may-pass.ts';
import { toRtcError } from '../errors/to-rtc-error.ts';
import type { Participant, RemoteSourceInfo, SubscriptionState } from '../model/participant.ts';
import { mediaKindOf, sourceKinds, type SourceKind } from '../model/source-kind.ts';
import type { RemoteSourceKey } from '../model/remote-source-key.ts';
import type { ViewInterest } from '../rendering/remote-media.ts';
import { grant, type Claim } from './grant.ts';
import type { Wish } from './wish.ts';
import { backOff } from '../timing/back-off.ts';
import type { Clock } from '../timing/clock.ts';
import type { Store } from '../state/store.ts';
import type { ActiveLeg, Leg } from './leg.ts';

/** The wait before what failed is asked for again for the first time. */
const firstWaitMs = 2_000;

const keyOf = ({ participantId, source }: RemoteSourceKey): string => `${participantId}/${source}`;

/** Keeps what is received equal to what is looked at, within the vendor's limit. */
export interface Subscriptions {
  /** How much a source is looked at changed. */
  setInterest(key: RemoteSourceKey, interest: ViewInterest): void;
  /** The app subscribes, or takes it back. */
  setManual(key: RemoteSourceKey, manual: boolean): void;
  /** Something changed: brings everybody's subscriptions in line, once for all changes of this turn. */
  update(): void;
  /** After a restart everything is asked for anew. */
  forget(): void;
  /** Somebody speaks: where subscriptions are limited, recent speakers come before the silent. */
  spoke(participantId: string): void;
  /** The vendor lost a subscription and waits to be asked again, or may have lost those of everybody. */
  again(remoteId?: string): void;
  /** It failed: what nobody but core has asked for is asked for again, less and less often. */
  failed(key: RemoteSourceKey, error: RtcError): void;
  /** A track is there. */
  received(key: RemoteSourceKey): void;
  /** Nothing of it is published any more. */
  withdrawn(key: RemoteSourceKey): void;
  /** Somebody is gone. */
  remove(participantId: string): void;
}

/** What subscriptions work with. */
interface SubscriptionsPort {
  readonly clock: Clock;
  readonly store: Store;
  readonly legs: ActiveLeg;
  /** How long a track may take to come, in milliseconds. */
  readonly ms: number;
  /** How many sources may be subscribed to at a time. */
  readonly limit: number;
  /** `auto` for sound always and pictures while somebody looks, or as the app says. */
  readonly mode: 'auto' | 'manual';
}

/** Makes the subscriptions of a session. */
export function createSubscriptions({
  clock,
  store,
  legs,
  ms,
  limit,
  mode,
}: SubscriptionsPort): Subscriptions {
  const wishes = new Map<string, Wish>();
  /** What each participant's driver was last asked for, to ask again only for a change. */
  const sent = new Map<string, string>();
  /** The sources that each participant's driver was last called with. */
  const asked = new Map<string, readonly SourceKind[]>();
  /** What has to come anew after a restart; the old track stays on screen until then. */
  const stale = new Set<string>();
  /** Who spoke when, as a running number. */
  const speakers = new Map<string, number>();
  let turn = 0;
  let scheduled = false;

  const infoOf = ({ participantId, source }: RemoteSourceKey): RemoteSourceInfo | undefined =>
    store.state.participants.get(participantId)?.sources[source];

  function wishOf(key: RemoteSourceKey): Wish {
    const name = keyOf(key);
    const wish = wishes.get(name) ?? {};
    wishes.set(name, wish);
    return wish;
  }
  function setState(key: RemoteSourceKey, subscription: SubscriptionState): void {
    store.dispatch({ type: 'subscriptionChanged', data: { ...key, subscription } });
  }
  /** Why a source is not wanted; undefined if it is. */
  function refusal(key: RemoteSourceKey): 'not-wanted' | 'hidden' | 'manual' | undefined {
    const { interest, manual } = wishes.get(keyOf(key)) ?? {};
    if (manual) return undefined;
    if (mode === 'manual') return mode;
    if (mediaKindOf(key.source) === 'audio') return undefined;
    if (!interest?.attached) return 'not-wanted';
    return interest.visible ? undefined : 'hidden';
  }
  /** A changed wish. A failed source is tried again when the wish for it is made anew. */
  function wish(key: RemoteSourceKey, part: Wish): void {
    Object.assign(wishOf(key), part);
    if (infoOf(key)?.subscription.status === 'failed') {
      settled(key);
      const reason = refusal(key);
      // Wanted still: a track that is on its way after all must not be taken for one that nobody wants.
      setState(key, reason ? { status: 'not-subscribed', reason } : { status: 'subscribing' });
    }
    sent.delete(key.participantId);
    update();
  }
  function update(): void {
    if (scheduled) return;
    scheduled = true;
    queueMicrotask(() => {
      scheduled = false;
      const leg = legs.active;
      const { participants, session, ids } = store.state;
      if (!leg || session.status !== 'joined') return;
      const granted = grant(limit, claims());
      for (const [remoteId, id] of ids) {
        const participant = participants.get(id);
        if (participant) reconcile(leg, remoteId, participant, granted);
      }
    });
  }
  /** What is wanted of everybody, with what its place in a limited number depends on. */
  function claims(): Claim[] {
    const all: Claim[] = [];
    for (const { id, sources } of store.state.participants.values()) {
      const keys = sourceKinds.map((source) => ({ participantId: id, source }));
      const seen = keys.some((key) => wishes.get(keyOf(key))?.interest?.visible);
      for (const key of keys) {
        const info = sources[key.source];
        if (!info || info.subscription.status === 'failed' || refusal(key)) continue;
        const pinned = wishes.get(keyOf(key))?.manual ?? false;
        all.push({ name: keyOf(key), pinned, seen, spokeAt: speakers.get(id) ?? 0 });
      }
    }
    return all;
  }
  function reconcile(
    leg: Leg,
    remoteId: string,
    { id: participantId, sources }: Participant,
    granted: ReadonlySet<string> | undefined,
  ): void {
    const wanted: RemoteSubscription[] = [];
    for (const source of sourceKinds) {
      const info = sources[source];
      if (!info) continue;
      const key = { participantId, source };
      const { subscription } = info;
      const { status } = subscription;
      const over = granted && status !== 'failed' && !granted.has(keyOf(key));
      const reason = refusal(key) ?? (over ? 'limit' : undefined);
      if (reason) {
        settled(key);
        if (subscription.status !== 'not-subscribed' || subscription.reason !== reason)
          setState(key, { status: 'not-subscribed', reason });
      } else if (status !== 'failed') {
        wanted.push({ source, size: wishes.get(keyOf(key))?.interest?.size });
        if (status === 'not-subscribed') setState(key, { status: 'subscribing' });
        if (status !== 'subscribed' || stale.has(keyOf(key))) expect(key);
      }
    }
    const next = JSON.stringify(wanted);
    // Nothing need be said to a driver that was never asked for anything.
    const known = sent.get(participantId) ?? (asked.get(participantId)?.length ? undefined : '[]');
    if (known === next) return;
    sent.set(participantId, next);
    void send(leg, remoteId, participantId, wanted);
  }
  /** A wanted source must have its track within the bound. */
  function expect(key: RemoteSourceKey): void {
    const waiting = wishOf(key);
    waiting.undoAgain?.();
    waiting.undoAgain = undefined;
    waiting.undo ??= clock.after(ms, () => {
      waiting.undo = undefined;
      const message = `No ${key.source} arrived within ${String(ms)} ms.`;
      fail(key, new RtcError({ code: 'timeout', message }));
    });
  }
  async function send(
    leg: Leg,
    remoteId: string,
    participantId: string,
    wanted: readonly RemoteSubscription[],
  ): Promise<void> {
    const own = sent.get(participantId);
    try {
      await leg.call([`remote:${remoteId}`], { ms, what: 'Subscribing' }, async (driver, call) => {
        // Overtaken while the lane was busy: the newer wish follows. But what was to end must end: its track is forgotten
        // here, and the driver gives another one only after it was told so.
        const had = asked.get(participantId) ?? [];
        const ends = had.some((source) => !wanted.some((each) => each.source === source));
        if (sent.get(participantId) !== own && !ends) return;
        asked.set(
          participantId,
          wanted.map(({ source }) => source),
        );
        await driver.doSyncRemote(remoteId, wanted, call);
      });
    } catch (cause) {
      if (legs.active !== leg) return;
      const error = toRtcError(cause, { code: 'subscribe-failed', message: 'Subscribing failed.' });
      for (const { source } of wanted) fail({ participantId, source }, error);
    }
  }
  function fail(key: RemoteSourceKey, error: RtcError): void {
    // It may have failed already, by its time; then it may be waiting for its next try.
    if (infoOf(key)?.subscription.status !== 'subscribing' && !stale.has(keyOf(key))) return;
    settled(key);
    // What is asked for next must not be mistaken for what has just failed.
    sent.delete(key.participantId);
    setState(key, { status: 'failed', error });
  }
  function settled(key: RemoteSourceKey): void {
    stale.delete(keyOf(key));
    const known = wishes.get(keyOf(key));
    known?.undo?.();
    known?.undoAgain?.();
    if (known) known.undo = known.undoAgain = undefined;
  }

  return {
    setInterest: (key, interest) => {
      wish(key, { interest });
    },
    setManual: (key, manual) => {
      wish(key, { manual, came: false });
    },
    update,
    forget() {
      sent.clear();
      asked.clear();
      for (const { id, sources } of store.state.participants.values()) {
        for (const source of sourceKinds) {
          const key = { participantId: id, source };
          const status = sources[source]?.subscription.status;
          if (status === 'subscribed') stale.add(keyOf(key));
          // What failed on the way that was lost may work on the new one.
          else if (status === 'failed') {
            settled(key);
            setState(key, { status: 'subscribing' });
          }
        }
      }
      update();
    },
    spoke(participantId) {
      speakers.set(participantId, (turn += 1));
      if (limit !== Infinity) update();
    },
    again(remoteId) {
      if (remoteId === undefined) sent.clear();
      else sent.delete(store.state.ids.get(remoteId) ?? '');
      update();
    },
    failed(key, error) {
      settled(key);
      const known = wishOf(key);
      // The app hears of what it asked for itself.
      if ((known.manual && !known.came) || !mayPass(error)) return;
      const { failures = 0 } = known;
      known.failures = failures + 1;
      known.undoAgain = clock.after(backOff(firstWaitMs, failures), () => {
        // All of somebody's that wait, so that their driver is asked once.
        for (const source of sourceKinds) {
          const each = { ...key, source };
          if (wishes.get(keyOf(each))?.undoAgain) wish(each, {});
        }
      });
    },
    received(key) {
      settled(key);
      Object.assign(wishOf(key), { came: true, failures: 0 });
    },
    withdrawn: settled,
    remove(participantId) {
      sent.delete(participantId);
      asked.delete(participantId);
      speakers.delete(participantId);
      for (const source of sourceKinds) {
        const key = { participantId, source };
        settled(key);
        wishes.delete(keyOf(key));
      }
    },
  };
}

import type { RemoteSubscription } from '../adapter/rtc-driver.ts';
import { RtcError } from '../errors/rtc-error.ts';
import { toRtcError } from '../errors/to-rtc-error.ts';
import type { Participant, SubscriptionState } from '../model/participant.ts';
import { mediaKindOf, sourceKinds, type SourceKind } from '../model/source-kind.ts';
import type { RemoteSourceKey, ViewInterest } from '../rendering/remote-media.ts';
import type { Fact } from './fact.ts';
import { grant, type Claim } from './grant.ts';
import type { Leg } from './leg.ts';
import type { MachineState } from './machine-state.ts';

/** What the subscriber works with. */
export interface SubscriptionsPort {
  leg(): Leg | undefined;
  state(): MachineState;
  dispatch(fact: Fact): void;
  /** `auto`: sound always, pictures while somebody looks; `manual`: what the app subscribes to. */
  readonly mode: 'auto' | 'manual';
  /** The vendor's limit of remote sources at a time. */
  readonly limit: number;
  /** Milliseconds until a wanted source counts as failed. */
  readonly boundMs: number;
  /** Milliseconds and undo, for the bound. */
  after(ms: number, run: () => void): () => void;
}

/** What is wanted of one remote source. */
interface Wish {
  interest?: ViewInterest;
  /** The app asked for it itself. */
  manual?: boolean;
  /** Ends the wait for its track. */
  undo?: (() => void) | undefined;
}

const keyOf = ({ participantId, source }: RemoteSourceKey): string => `${participantId}/${source}`;

/** Keeps what is received equal to what is looked at, within the vendor's limit. */
export class Subscriptions {
  readonly #port: SubscriptionsPort;
  readonly #wishes = new Map<string, Wish>();
  /** What each participant's driver was last asked for, to ask again only for a change. */
  readonly #sent = new Map<string, string>();
  /** The sources that each participant's driver was last called with. */
  readonly #asked = new Map<string, readonly SourceKind[]>();
  /** What has to come anew after a restart; the old track stays on screen until then. */
  readonly #stale = new Set<string>();
  /** Who spoke when, as a running number. */
  readonly #speakers = new Map<string, number>();
  #turn = 0;
  #scheduled = false;

  constructor(port: SubscriptionsPort) {
    this.#port = port;
  }

  /** How much a source is looked at changed. */
  setInterest(key: RemoteSourceKey, interest: ViewInterest): void {
    this.#wish(key).interest = interest;
    this.#retry(key);
  }

  /** The app subscribes, or takes it back. */
  setManual(key: RemoteSourceKey, manual: boolean): void {
    this.#wish(key).manual = manual;
    this.#retry(key);
  }

  /** Something changed: brings everybody's subscriptions in line, once for all changes of this turn. */
  update(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    queueMicrotask(() => {
      this.#scheduled = false;
      this.#reconcile();
    });
  }

  /** After a restart everything is asked for anew. */
  forget(): void {
    this.#sent.clear();
    this.#asked.clear();
    for (const { id, sources } of this.#port.state().participants.values()) {
      for (const source of sourceKinds) {
        if (sources[source]?.subscription.status === 'subscribed') {
          this.#stale.add(keyOf({ participantId: id, source }));
        }
      }
    }
    this.update();
  }

  /** Somebody speaks: where subscriptions are limited, recent speakers come before the silent. */
  spoke(participantId: string): void {
    this.#speakers.set(participantId, (this.#turn += 1));
    if (this.#port.limit !== Infinity) this.update();
  }

  /** The vendor lost a subscription and waits to be asked again, or may have lost those of everybody. */
  again(remoteId?: string): void {
    if (remoteId === undefined) this.#sent.clear();
    else this.#sent.delete(this.#port.state().ids.get(remoteId) ?? '');
    this.update();
  }

  /** A track is there, or the wait for it is over for another reason. */
  settled(key: RemoteSourceKey): void {
    this.#stale.delete(keyOf(key));
    const wish = this.#wishes.get(keyOf(key));
    wish?.undo?.();
    if (wish) wish.undo = undefined;
  }

  /** Somebody is gone. */
  remove(participantId: string): void {
    this.#sent.delete(participantId);
    this.#asked.delete(participantId);
    this.#speakers.delete(participantId);
    for (const source of sourceKinds) {
      this.settled({ participantId, source });
      this.#wishes.delete(keyOf({ participantId, source }));
    }
  }

  #wish(key: RemoteSourceKey): Wish {
    const name = keyOf(key);
    const wish = this.#wishes.get(name) ?? {};
    this.#wishes.set(name, wish);
    return wish;
  }

  /** A failed source is tried again when the wish for it is made anew. */
  #retry(key: RemoteSourceKey): void {
    const info = this.#port.state().participants.get(key.participantId)?.sources[key.source];
    if (info?.subscription.status === 'failed') {
      const reason = this.#refusal(key);
      // Wanted still: a track that is on its way after all must not be taken for one that nobody wants.
      this.#setState(key, reason ? { status: 'not-subscribed', reason } : { status: 'subscribing' });
    }
    this.#sent.delete(key.participantId);
    this.update();
  }

  #setState(key: RemoteSourceKey, subscription: SubscriptionState): void {
    this.#port.dispatch({ type: 'subscriptionChanged', data: { ...key, subscription } });
  }

  /** Why a source is not wanted; undefined if it is. */
  #refusal(key: RemoteSourceKey): 'not-wanted' | 'hidden' | 'manual' | undefined {
    const { interest, manual } = this.#wishes.get(keyOf(key)) ?? {};
    if (manual) return undefined;
    if (this.#port.mode === 'manual') return 'manual';
    if (mediaKindOf(key.source) === 'audio') return undefined;
    if (!interest || interest.attached === 0) return 'not-wanted';
    return interest.visible ? undefined : 'hidden';
  }

  #reconcile(): void {
    const leg = this.#port.leg();
    const { participants, session, ids } = this.#port.state();
    if (!leg || session.status !== 'joined') return;
    const granted = grant(this.#port.limit, this.#claims());
    for (const [remoteId, id] of ids) {
      const participant = participants.get(id);
      if (participant) this.#reconcileOne(leg, remoteId, participant, granted);
    }
  }

  /** What is wanted of everybody, with what its place in a limited number depends on. */
  #claims(): Claim[] {
    const claims: Claim[] = [];
    for (const { id, sources } of this.#port.state().participants.values()) {
      const keys = sourceKinds.map((source) => ({ participantId: id, source }));
      const seen = keys.some((key) => this.#wishes.get(keyOf(key))?.interest?.visible);
      for (const key of keys) {
        const info = sources[key.source];
        if (!info || info.subscription.status === 'failed' || this.#refusal(key)) continue;
        const pinned = this.#wishes.get(keyOf(key))?.manual ?? false;
        claims.push({ name: keyOf(key), pinned, seen, spokeAt: this.#speakers.get(id) ?? 0 });
      }
    }
    return claims;
  }

  #reconcileOne(
    leg: Leg,
    remoteId: string,
    participant: Participant,
    granted: ReadonlySet<string> | undefined,
  ): void {
    const participantId = participant.id;
    const wanted: RemoteSubscription[] = [];
    for (const source of sourceKinds) {
      const info = participant.sources[source];
      if (!info) continue;
      const key = { participantId, source };
      const { status } = info.subscription;
      const over = granted && status !== 'failed' && !granted.has(keyOf(key));
      const reason = this.#refusal(key) ?? (over ? 'limit' : undefined);
      if (reason) {
        this.settled(key);
        const known = info.subscription.status === 'not-subscribed' ? info.subscription.reason : undefined;
        if (known !== reason) this.#setState(key, { status: 'not-subscribed', reason });
      } else if (status !== 'failed') {
        wanted.push({ source, size: this.#wishes.get(keyOf(key))?.interest?.size });
        if (status === 'not-subscribed') this.#setState(key, { status: 'subscribing' });
        if (status !== 'subscribed' || this.#stale.has(keyOf(key))) this.#expect(key);
      }
    }
    const wish = JSON.stringify(wanted);
    // Nothing need be said to a driver that was never asked for anything.
    const known =
      this.#sent.get(participantId) ?? (this.#asked.get(participantId)?.length ? undefined : '[]');
    if (known !== wish) {
      this.#sent.set(participantId, wish);
      void this.#send(leg, remoteId, participantId, wanted);
    }
  }

  /** A wanted source must have its track within the bound. */
  #expect(key: RemoteSourceKey): void {
    const wish = this.#wish(key);
    const ms = this.#port.boundMs;
    wish.undo ??= this.#port.after(ms, () => {
      wish.undo = undefined;
      const error = new RtcError({
        code: 'timeout',
        message: `No ${key.source} arrived within ${String(ms)} ms.`,
      });
      this.#fail(key, error);
    });
  }

  async #send(
    leg: Leg,
    remoteId: string,
    participantId: string,
    wanted: readonly RemoteSubscription[],
  ): Promise<void> {
    const bound = { ms: this.#port.boundMs, what: 'Subscribing' };
    const wish = this.#sent.get(participantId);
    try {
      await leg.call([`remote:${remoteId}`], bound, async (driver, call) => {
        // Overtaken while the lane was busy: the newer wish follows. But what was to end must end: its track is forgotten
        // here, and the driver gives another one only after it was told so.
        const had = this.#asked.get(participantId) ?? [];
        const ends = had.some((source) => !wanted.some((each) => each.source === source));
        if (this.#sent.get(participantId) !== wish && !ends) return;
        this.#asked.set(
          participantId,
          wanted.map(({ source }) => source),
        );
        await driver.doSyncRemote(remoteId, wanted, call);
      });
    } catch (cause) {
      if (this.#port.leg() !== leg) return;
      const error = toRtcError(cause, { code: 'subscribe-failed', message: 'Subscribing failed.' });
      for (const { source } of wanted) this.#fail({ participantId, source }, error);
    }
  }

  #fail(key: RemoteSourceKey, error: RtcError): void {
    const waiting = this.#stale.has(keyOf(key));
    this.settled(key);
    const info = this.#port.state().participants.get(key.participantId)?.sources[key.source];
    if (info?.subscription.status !== 'subscribing' && !waiting) return;
    // What is asked for next must not be mistaken for what has just failed.
    this.#sent.delete(key.participantId);
    this.#setState(key, { status: 'failed', error });
  }
}

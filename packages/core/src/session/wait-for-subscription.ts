import { RtcError } from '../errors/rtc-error.ts';
import type { RemoteSourceEvent } from '../face/session-events.ts';
import type { Wishes } from '../leg/wishes.ts';
import type { RemoteSourceKey } from '../model/remote-source-key.ts';
import type { Store } from '../state/store.ts';
import { abortError, bounded } from '../timing/bounded.ts';
import type { Clock } from '../timing/clock.ts';

/**
 * Resolves when a remote source is subscribed; rejects with the failure, `subscribe-failed` where the vendor's limit leaves no place,
 * or `aborted` when the wish is taken back or the source or the call goes first. The subscription's own bound ends the wait; where
 * nothing can be asked of the vendor twice that bound does.
 */
export async function waitForSubscription(
  { clock, store, wishes, ms }: SubscriptionWaitPort,
  { participantId, source }: RemoteSourceKey,
): Promise<void> {
  const what = `Subscribing to the ${source}`;
  const stateNow = () => store.state.people.get(participantId)?.participant.sources[source]?.subscription;
  const info = stateNow();
  if (!info) throw new RtcError({ code: 'invalid-state', message: `The ${source} is not published.` });
  if (info.status === 'subscribed') return;
  let undo: readonly (() => void)[] = [];
  const settled = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const on =
        <Event extends RemoteSourceEvent>(settle: (event: Event) => void) =>
        (event: Event): void => {
          if (event.participant.id === participantId && event.source === source) settle(event);
        };
      undo = [
        store.on(
          'source-subscribed',
          on(() => {
            resolve();
          }),
        ),
        store.on(
          'subscription-failed',
          on(({ error }: RemoteSourceEvent & { error: RtcError }) => {
            reject(error);
          }),
        ),
        store.on(
          'source-unpublished',
          on(() => {
            reject(new RtcError({ code: 'aborted', message: `The ${source} is no longer published.` }));
          }),
        ),
        // No event tells that what was never there is not wanted any more, or has no place.
        store.subscribe(() => {
          const now = stateNow();
          if (now?.status !== 'not-subscribed') return;
          if (!wishes.isManual(participantId, source)) reject(abortError(what));
          else if (now.reason === 'limit')
            reject(new RtcError({ code: 'subscribe-failed', message: `${what}: the limit is reached.` }));
        }),
      ];
    });
  try {
    await bounded(settled, { clock, ms: 2 * ms, what });
  } finally {
    for (const each of undo) each();
  }
}

/** The parts that the wait for a subscription works with. */
export interface SubscriptionWaitPort {
  readonly clock: Clock;
  readonly store: Store;
  readonly wishes: Pick<Wishes, 'isManual'>;
  /** The bound of a subscription, in milliseconds. */
  readonly ms: number;
}

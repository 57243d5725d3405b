import { RtcError } from '../errors/rtc-error.ts';
import type { Store } from '../state/store.ts';
import type { RemoteSourceKey } from '../model/remote-source-key.ts';
import type { RemoteSourceEvent } from '../face/session-events.ts';

/**
 * Resolves when a remote source is subscribed; rejects with the failure, or `aborted` when it or the call goes first. The
 * subscription's own bound ends the wait.
 */
export function waitForSubscription(store: Store, { participantId, source }: RemoteSourceKey): Promise<void> {
  return new Promise((resolve, reject) => {
    const info = store.state.people.get(participantId)?.participant.sources[source];
    if (!info) {
      reject(new RtcError({ code: 'invalid-state', message: `The ${source} is not published.` }));
      return;
    }
    if (info.subscription.status === 'subscribed') {
      resolve();
      return;
    }
    const undo: (() => void)[] = [];
    const on =
      <Event extends RemoteSourceEvent>(settle: (event: Event) => void) =>
      (event: Event): void => {
        if (event.participant.id !== participantId || event.source !== source) return;
        for (const each of undo) each();
        settle(event);
      };
    undo.push(
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
    );
  });
}

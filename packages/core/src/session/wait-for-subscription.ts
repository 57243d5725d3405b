import { RtcError } from '../errors/rtc-error.ts';
import type { RemoteSourceKey } from '../rendering/remote-media.ts';
import type { RtcSession } from './rtc-session.ts';

/**
 * Resolves when a remote source is subscribed; rejects with the failure, or `aborted` when it or the call goes first. The
 * subscription's own bound ends the wait.
 */
export function waitForSubscription(
  session: RtcSession,
  { participantId, source }: RemoteSourceKey,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const info = session.participants.get(participantId)?.sources[source];
    const gone = (): RtcError =>
      new RtcError({ code: 'aborted', message: `The ${source} is no longer published.` });
    if (!info) {
      reject(new RtcError({ code: 'invalid-state', message: `The ${source} is not published.` }));
      return;
    }
    if (info.subscription.status === 'subscribed') {
      resolve();
      return;
    }
    const undo: (() => void)[] = [];
    const is = (event: { participant: { id: string }; source: string }): boolean =>
      event.participant.id === participantId && event.source === source;
    const finish = (run: () => void): void => {
      for (const each of undo) each();
      run();
    };
    undo.push(
      session.on('source-subscribed', (event) => {
        if (is(event)) finish(resolve);
      }),
      session.on('subscription-failed', (event) => {
        if (is(event))
          finish(() => {
            reject(event.error);
          });
      }),
      session.on('source-unpublished', (event) => {
        if (is(event))
          finish(() => {
            reject(gone());
          });
      }),
    );
  });
}

import type { RemoteSubscription } from '@jackfield/core/adapter';
import { abortable } from './abortable.ts';
import { forgetPending, withoutReports } from './engine-internals.ts';
import { mapError } from './map-errors.ts';
import { mapSources } from './map-roster.ts';
import type { AliEngine } from './port.ts';
import type { RemoteUser } from './remote-user.ts';
import { takeDown } from './take-down.ts';

/** They publish nothing any more, or have gone. */
const over = new Error('They no longer publish.');

/** Makes the subscription to one user equal the set: one call carries all of it. */
export async function subscribeTo(
  user: RemoteUser,
  {
    engine,
    userId,
    wanted,
    signal,
  }: {
    readonly engine: AliEngine;
    readonly userId: string;
    readonly wanted: readonly RemoteSubscription[];
    readonly signal: AbortSignal | undefined;
  },
): Promise<void> {
  try {
    if (wanted.length > 0) await abortable(user.closed, { signal, what: 'Subscribing' });
    const active = mapSources(engine.getUserInfo(userId)?.streamConfigs ?? []).map(({ source }) => source);
    const named = wanted.map(({ source }) => source).filter((source) => active.includes(source));
    user.wanted = new Set(named);
    // The SDK shows nothing at all while a source is asked for that is not published, so only what is there is asked for.
    engine.configRemoteAudio(userId, user.wanted.has('microphone'));
    engine.configRemoteCameraTrack(userId, true, user.wanted.has('camera'));
    engine.configRemoteScreenTrack(userId, user.wanted.has('screen'));
    if (user.broken) {
      await takeDown(engine, engine.unSubscribe(userId), { signal, what: 'Unsubscribing', userId });
      user.broken = false;
      user.subscribed = false;
    }
    if (named.length > 0) {
      const stopped = new Promise<never>((_, reject) => {
        user.stop = () => {
          reject(over);
        };
      });
      withoutReports(engine, userId);
      // Never settles where the service refuses, also because they have just stopped publishing.
      const answer = Promise.race([engine.subscribe(userId), stopped]);
      await abortable(answer, { signal, what: 'Subscribing' });
      user.subscribed = true;
      // A changed set is not negotiated anew, so the SDK reports no tracks again.
      user.deliver();
    } else if (user.subscribed) {
      user.forget();
      await abortable(engine.unSubscribe(userId), { signal, what: 'Unsubscribing' });
    }
  } catch (cause) {
    forgetPending(engine, userId);
    user.broken = true;
    // Of nothing there is nothing to receive.
    if (cause === over) return;
    // What has not been closed by now the next one closes.
    user.closed = Promise.resolve();
    throw mapError(cause, 'The subscription was refused.', 'subscribe-failed');
  } finally {
    user.settled();
  }
}

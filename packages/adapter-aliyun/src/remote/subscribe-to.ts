import type { RemoteSubscription } from '@jackfield/core/adapter';
import { untilAborted, type WantedTracks } from '@jackfield/core/adapter-kit';
import { forgetPending, withoutReports } from '../engine/engine-internals.ts';
import type { AliEngine } from '../engine/port.ts';
import { takeDown } from '../engine/take-down.ts';
import { errors } from '../map/map-errors.ts';
import { mapSources } from '../map/map-roster.ts';
import type { RemoteUser } from './remote-users.ts';

/** They publish nothing any more, or have gone. */
const over = new Error('They no longer publish.');

/** What a subscription is made with. */
export interface SubscriptionParts {
  readonly engine: AliEngine;
  readonly tracks: WantedTracks;
  readonly wanted: readonly RemoteSubscription[];
  readonly signal: AbortSignal | undefined;
  /** Takes that nothing is received of them any more. */
  forget(user: RemoteUser): void;
}

/** Makes the subscription to one user equal the set: one call carries all of it. */
export async function subscribeTo(user: RemoteUser, parts: SubscriptionParts): Promise<void> {
  const { engine, tracks, wanted, signal, forget } = parts;
  const { remoteId, userId } = user;
  try {
    if (wanted.length > 0) await untilAborted(user.closed, { signal, what: 'Subscribing' });
    const active = mapSources(engine.getUserInfo(userId)?.streamConfigs ?? []).map(({ source }) => source);
    const named = new Set(wanted.map(({ source }) => source).filter((source) => active.includes(source)));
    tracks.want(
      remoteId,
      [...tracks.wanted(remoteId)].filter((source) => named.has(source)),
    );
    // The SDK shows nothing at all while a source is asked for that is not published, so only what is there is asked for.
    engine.configRemoteAudio(userId, named.has('microphone'));
    engine.configRemoteCameraTrack(userId, true, named.has('camera'));
    engine.configRemoteScreenTrack(userId, named.has('screen'));
    if (user.broken) {
      await takeDown(engine, engine.unSubscribe(userId), { signal, what: 'Unsubscribing', userId });
      user.broken = false;
      user.subscribed = false;
    }
    if (named.size > 0) {
      const stopped = new Promise<never>((_resolve, reject) => {
        user.stop = () => {
          reject(over);
        };
      });
      withoutReports(engine, userId);
      // Never settles where the service refuses, also because they have just stopped publishing.
      const answer = Promise.race([engine.subscribe(userId), stopped]);
      await untilAborted(answer, { signal, what: 'Subscribing' });
      user.subscribed = true;
      // A changed set is not negotiated anew, so the SDK reports no tracks again.
      tracks.want(remoteId, named);
    } else if (user.subscribed) {
      forget(user);
      await untilAborted(engine.unSubscribe(userId), { signal, what: 'Unsubscribing' });
    }
  } catch (cause) {
    forgetPending(engine, userId);
    user.broken = true;
    // Of nothing there is nothing to receive.
    if (cause === over) return;
    // What has not been closed by now the next one closes.
    user.closed = Promise.resolve();
    throw errors.from(cause, 'The subscription was refused.', 'subscribe-failed');
  } finally {
    user.stop = () => undefined;
  }
}

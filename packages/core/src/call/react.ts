import type { Subscriptions } from '../leg/subscriptions.ts';
import type { RemoteMedia } from '../rendering/remote-media.ts';
import type { SessionEvent } from '../state/machine-state.ts';

/** What follows the state. */
interface Followers {
  readonly remote: RemoteMedia;
  readonly subscriptions: Subscriptions;
}

/** What core itself does about an event, before the app hears of it: subscriptions and elements follow the state. */
export function react({ name, event }: SessionEvent, { remote, subscriptions }: Followers): void {
  if (name === 'state-changed') {
    if (event.state.status === 'joined') subscriptions.update();
    return;
  }
  if (!('participant' in event)) return;
  const participantId = event.participant.id;
  if (name === 'participant-left') {
    remote.remove(participantId);
    subscriptions.remove(participantId);
  } else if ('source' in event) {
    const { source, participant } = event;
    const key = { participantId, source };
    if (name === 'source-published' || name === 'source-muted')
      remote.setExpected(key, participant.sources[source]?.muted === false);
    else if (name === 'subscription-failed') {
      subscriptions.failed(key, event.error);
      return;
    } else if (name === 'source-unsubscribed') remote.setTrack(key, undefined);
    else if (name === 'source-unpublished') {
      remote.clear(key);
      subscriptions.withdrawn(key);
    } else return;
    subscriptions.update();
  } else if (name === 'participant-joined') subscriptions.update();
}

import type { RemoteMedia } from '../rendering/remote-media.ts';
import type { SessionEvent } from './machine-state.ts';
import type { Subscriptions } from './subscriptions.ts';

/** What core itself does about an event, before the app hears of it: subscriptions and elements follow the state. */
export function react(
  { name, event }: SessionEvent,
  { remote, subscriptions }: { remote: RemoteMedia; subscriptions: Subscriptions },
): void {
  switch (name) {
    case 'participant-joined':
      subscriptions.update();
      break;
    case 'participant-left':
      remote.remove(event.participant.id);
      subscriptions.remove(event.participant.id);
      break;
    case 'source-published':
    case 'source-muted': {
      const key = { participantId: event.participant.id, source: event.source };
      remote.setExpected(key, !(event.participant.sources[event.source]?.muted ?? true));
      subscriptions.update();
      break;
    }

    case 'source-unsubscribed':
      remote.setTrack({ participantId: event.participant.id, source: event.source }, undefined);
      subscriptions.update();
      break;
    case 'source-unpublished': {
      const key = { participantId: event.participant.id, source: event.source };
      remote.clear(key);
      subscriptions.settled(key);
      subscriptions.update();
      break;
    }
    case 'state-changed':
      if (event.state.status === 'joined') subscriptions.update();
      break;
    default:
  }
}

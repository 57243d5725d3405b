import type { RemoteParticipant } from '../face/remote-participant.ts';
import type { Wishes } from '../leg/wishes.ts';
import type { Participant } from '../model/participant.ts';
import type { SourceKind } from '../model/source-kind.ts';
import type { RemoteMedia } from '../rendering/remote-media.ts';
import { waitForSubscription, type SubscriptionWaitPort } from './wait-for-subscription.ts';

/** The parts that a handle works with. */
interface HandlePort extends SubscriptionWaitPort {
  readonly remote: RemoteMedia;
  readonly wishes: Wishes;
}

/**
 * Makes the handle of one remote participant, as an app holds it. It is made of closures: frameworks wrap what they are given in
 * proxies, and apps take methods off their object.
 */
export function createParticipantHandle(parts: HandlePort, participant: Participant): RemoteParticipant {
  const { remote, wishes, store } = parts;
  const { id } = participant;
  const isPresent = (): boolean => store.state.people.has(id);
  let last = participant;
  const now = (): Participant => (last = store.state.people.get(id)?.participant ?? last);

  function handleOf(source: SourceKind): RemoteParticipant['microphone'] & RemoteParticipant['camera'] {
    const key = { participantId: id, source };
    let stream: MediaStream | undefined;
    return {
      source,
      get info() {
        return now().sources[source];
      },
      get mediaStream() {
        // Of somebody who is gone the last stream is kept here, and nothing new is made for them.
        return (stream = !stream || isPresent() ? remote.streamOf(key) : stream);
      },
      get volume() {
        return remote.volumeOf(key);
      },
      setVolume(volume) {
        if (isPresent()) remote.setVolume(key, volume);
      },
      // Somebody who is gone has nothing to show, and nothing of them may be kept.
      attach: (view) => (isPresent() ? remote.attach(key, view) : () => undefined),
      subscribe() {
        const subscribed = waitForSubscription(parts, key);
        // What is refused at once must not come into force when it is published later.
        if (isPresent() && now().sources[source]) wishes.setManual(key, true);
        return subscribed;
      },
      unsubscribe() {
        if (isPresent()) wishes.setManual(key, false);
      },
    };
  }
  return {
    id,
    get info() {
      return now();
    },
    microphone: handleOf('microphone'),
    camera: handleOf('camera'),
    screen: handleOf('screen'),
    screenAudio: handleOf('screen-audio'),
  };
}

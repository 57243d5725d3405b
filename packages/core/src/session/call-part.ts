import type { Call } from '../call/call.ts';
import { createLegs, type Legs } from '../call/legs.ts';
import { playerOf, setVolumes } from '../call/players.ts';
import { createEffects } from '../call/run-effects.ts';
import type { LocalMedia } from '../capture/local-media.ts';
import type { RtcEnvironment } from '../environment/rtc-environment.ts';
import type { RemoteParticipant } from '../face/remote-participant.ts';
import type { RtcSession } from '../face/rtc-session.ts';
import type { DriverFact } from '../leg/create-sink.ts';
import { createPublishers, type Publishers } from '../leg/publishers.ts';
import { createWishes, type Wishes } from '../leg/wishes.ts';
import { createRemoteMedia } from '../rendering/create-remote-media.ts';
import type { RemoteMedia } from '../rendering/remote-media.ts';
import { reduce } from '../state/reduce.ts';
import type { Store } from '../state/store.ts';
import type { SessionTimeouts } from '../timing/timeouts.ts';
import { ParticipantHandle } from './participant-handle.ts';

/** What only a call needs: legs, people, what is received and shown. Loaded with the first join, or before it by `preload`. */
export interface CallPart {
  readonly legs: Legs;
  readonly publishers: Publishers;
  readonly remote: RemoteMedia;
  readonly wishes: Wishes;
  readonly participant: RtcSession['participant'];
}

/** The part of a session that a lobby has, for the part that only a call needs. */
export interface CallPartPort {
  readonly environment: RtcEnvironment;
  readonly timeouts: SessionTimeouts;
  /** See {@link SessionOptions.subscriptions}. */
  readonly mode: 'auto' | 'manual';
  readonly store: Store;
  readonly local: LocalMedia;
  readonly call: Call;
  /** Levels and quality of the leg that carries the call. */
  signals(leg: number, data: Extract<DriverFact, { type: 'signals' }>['data']): void;
}

/** Makes the parts of a call, each from what it uses, and ties them together: commands down, facts up, effects where they belong. */
export function openCallPart(port: CallPartPort): CallPart {
  const { environment, timeouts, mode, store, local, call } = port;
  const { dispatch } = store;
  const publishers = createPublishers({ environment, store, offers: local.offers, ms: timeouts.publish });
  const wishes = createWishes({
    clock: environment.clock,
    mode,
    changed: (key) => {
      for (const { receiver } of call.connections) receiver.wished(key);
    },
    spoke: () => {
      for (const { receiver, adapter: over } of call.connections)
        if (over.limits.subscriptions !== undefined) receiver.receiveAll();
    },
  });
  const remote: RemoteMedia = createRemoteMedia({
    environment,
    port: {
      playerOf: (key) => playerOf({ store, legs }, key),
      sdkOutputs: () => [...call.connections].flatMap(({ sound }) => sound ?? []),
      volumeChanged: (key) => {
        setVolumes({ store, legs, remote }, key);
      },
      isExpected: ({ participantId, source }) =>
        store.state.people.get(participantId)?.participant.sources[source]?.muted === false,
      interestChanged: wishes.setInterest,
      renderChanged: (key, render) => {
        dispatch({ type: 'renderChanged', data: { ...key, render } });
      },
      playbackChanged: (blocked) => {
        dispatch({ type: 'playbackChanged', data: { blocked } });
      },
    },
  });
  const legs: Legs = createLegs({
    environment,
    store,
    timeouts,
    publishers,
    wishes,
    joined(connection) {
      const { speakerId } = remote.playback;
      // A new engine knows nothing of the choice made before.
      if (speakerId !== '') connection.sound?.setSpeaker(speakerId).catch(store.warn);
    },
    signals(leg, data) {
      if (leg === store.state.leading) port.signals(leg, data);
    },
  });
  store.extend({ reduce, run: createEffects({ store, timeouts, local, remote, wishes, call, legs }) });
  const handles = new Map<string, RemoteParticipant>();
  store.on('participant-left', ({ participant }) => handles.delete(participant.id));
  return {
    legs,
    publishers,
    remote,
    wishes,
    participant(id) {
      const participant = store.state.people.get(id)?.participant;
      if (!participant) return undefined;
      const handle = handles.get(id) ?? new ParticipantHandle({ store, remote, wishes }, participant);
      handles.set(id, handle);
      return handle;
    },
  };
}

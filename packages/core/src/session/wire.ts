import type { RtcAdapter } from '../adapter/rtc-adapter.ts';
import { createCall, type Call } from '../call/call.ts';
import { createLegs } from '../call/legs.ts';
import { playerOf, setVolumes } from '../call/players.ts';
import { createEffects } from '../call/run-effects.ts';
import { createLocalMedia } from '../capture/create-local-media.ts';
import type { LocalMedia } from '../capture/local-media.ts';
import { browserEnvironment } from '../environment/browser-environment.ts';
import type { RtcEnvironment } from '../environment/rtc-environment.ts';
import type { SessionOptions } from '../face/session-options.ts';
import { createPublishers } from '../leg/publishers.ts';
import { createWishes, type Wishes } from '../leg/wishes.ts';
import { createRemoteMedia } from '../rendering/create-remote-media.ts';
import type { RemoteMedia } from '../rendering/remote-media.ts';
import { createStore, type Store } from '../state/store.ts';
import { defaultTimeouts } from '../timing/timeouts.ts';
import type { Internals } from './internals.ts';
import { sendRefusal } from './send-refusal.ts';

/** What a session is made of, for whoever puts it together. */
interface Wired<Native> {
  readonly environment: RtcEnvironment;
  readonly store: Store;
  readonly local: LocalMedia;
  readonly remote: RemoteMedia;
  readonly wishes: Wishes;
  readonly call: Call<Native>;
  /** What the other entry points use. */
  readonly internals: Internals<Native>;
}

/** Makes the parts, each from what it uses, and ties them together: commands down, facts up, effects where they belong. */
export function wire<Native>(adapter: RtcAdapter<Native>, options: SessionOptions): Wired<Native> {
  const { environment = browserEnvironment, deviceLoss, subscriptions: mode = 'auto' } = options;
  const { clock } = environment;
  const timeouts = { ...defaultTimeouts, ...options.timeouts };
  const store = createStore(environment, (effect) => {
    run(effect);
  });
  const { dispatch } = store;
  const publishers = createPublishers({
    environment,
    store,
    offers: () => local.offers,
    ms: timeouts.publish,
  });
  const wishes = createWishes({
    clock,
    mode,
    changed: (key) => {
      for (const { receiver } of call.connections) receiver.wished(key);
    },
    spoke: () => {
      for (const { receiver, adapter: over } of call.connections)
        if (over.limits.subscriptions !== undefined) receiver.receiveAll();
    },
  });
  const local: LocalMedia = createLocalMedia({
    environment,
    deviceLoss,
    port: {
      contained: store.contain,
      stateOf: (source) => store.state.local[source],
      changed: (data) => {
        dispatch({ type: 'localChanged', data });
      },
      offerChanged: publishers.settle,
      refusal: (source) => sendRefusal(source, (call.leading ?? { adapter }).adapter),
      cameraBesideScreen: () => (call.leading ?? { adapter }).adapter.capabilities.cameraWithScreen,
      screenShareEnded: (reason) => {
        dispatch({ type: 'screenShareEnded', data: { reason } });
      },
      warn: store.warn,
    },
  });
  const remote: RemoteMedia = createRemoteMedia({
    environment,
    port: {
      playerOf: (key) => playerOf({ store, call }, key),
      sdkOutputs: () => [...call.connections].flatMap(({ sound }) => sound ?? []),
      volumeChanged: (key) => {
        setVolumes({ store, call, remote }, key);
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
  const openLegs = createLegs({
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
      if (leg === store.state.leading) internals.signals?.receive(leg, data);
    },
  });
  const call = createCall({ adapter, store, local, legs: openLegs });
  const run = createEffects({ store, timeouts, local, remote, wishes, call });
  const internals: Internals<Native> = { adapter, environment, store, call, remote, wishes };
  return { environment, store, local, remote, wishes, call, internals };
}

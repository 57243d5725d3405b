import type { RtcAdapter } from '../adapter/rtc-adapter.ts';
import { createLocalMedia } from '../capture/create-local-media.ts';
import { browserEnvironment } from '../environment/browser-environment.ts';
import { createCall } from '../call/call.ts';
import type { LocalMedia } from '../capture/local-media.ts';
import type { CallFact } from '../leg/create-sink.ts';
import type { ActiveLeg } from '../leg/leg.ts';
import type { RemoteMedia } from '../rendering/remote-media.ts';
import { createCredentialKeeper } from '../leg/credential-keeper.ts';
import { createPublishers } from '../leg/publishers.ts';
import { react } from '../call/react.ts';
import { createRepair } from '../call/repair.ts';
import { createLegAudio } from '../leg/sdk-audio.ts';
import { createStore } from '../state/store.ts';
import { createSubscriptions } from '../leg/subscriptions.ts';
import { defaultTimeouts } from '../timing/timeouts.ts';
import { createRemoteMedia } from '../rendering/create-remote-media.ts';
import type { Parts } from './parts.ts';
import { sendRefusal } from './send-refusal.ts';
import type { SessionOptions } from '../face/session-options.ts';

/** Makes the parts and ties them together: commands down, facts up. */
export function wire<Native>(adapter: RtcAdapter<Native>, options: SessionOptions): Parts<Native> {
  const { environment = browserEnvironment, deviceLoss, subscriptions: mode = 'auto' } = options;
  const { clock } = environment;
  const { capabilities, limits } = adapter;
  const store = createStore(environment, (event) => {
    react(event, { remote, subscriptions });
    credentials.react(event);
    repair.react(event);
  });
  const { dispatch } = store;
  const timeouts = { ...defaultTimeouts, ...options.timeouts };
  const legs: ActiveLeg = {
    get active() {
      return call.active;
    },
  };
  const credentials = createCredentialKeeper({ clock, store, legs });
  const sdkAudio = createLegAudio(store, legs);
  const publishers = createPublishers({
    environment,
    store,
    legs,
    offers: () => local.offers,
    ms: timeouts.publish,
  });
  const subscriptions = createSubscriptions({
    clock,
    store,
    legs,
    ms: timeouts.subscribe,
    limit: limits.subscriptions ?? Infinity,
    mode,
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
      refusal: (source) => sendRefusal(source, adapter),
      cameraBesideScreen: () => capabilities.cameraWithScreen,
      screenShareEnded: (reason) => {
        dispatch({ type: 'screenShareEnded', data: { reason } });
      },
      warn: store.warn,
    },
  });
  const remote: RemoteMedia = createRemoteMedia({
    environment,
    sdkAudio,
    remoteAudio: capabilities.remoteAudio,
    port: {
      interestChanged: subscriptions.setInterest,
      renderChanged: (key, render) => {
        dispatch({ type: 'renderChanged', data: { ...key, render } });
      },
      playbackChanged: (blocked) => {
        dispatch({ type: 'playbackChanged', data: { blocked } });
      },
    },
  });
  const call = createCall({
    adapter,
    environment,
    store,
    timeouts,
    local,
    publishers,
    fact(fact) {
      if (fact.type === 'signals') {
        parts.signals?.receive(fact.data);
        return;
      }
      if (fact.type === 'remoteTrack') showTrack(fact.data);
      dispatch(fact);
      credentials.receive(fact);
      repair.receive(fact);
    },
    joined({ credentialExpiresInMs }) {
      credentials.schedule(credentialExpiresInMs);
      if (capabilities.remoteAudio === 'sdk-played') sdkAudio.joined();
    },
  });

  const repair = createRepair({ clock, store, timeouts, local, publishers, subscriptions, call });
  const parts: Parts<Native> = {
    adapter,
    environment,
    timeouts,
    store,
    local,
    remote,
    publishers,
    subscriptions,
    call,
  };

  /** The track is in its stream before anybody hears of it. */
  function showTrack({ remoteId, source, track }: Extract<CallFact, { type: 'remoteTrack' }>['data']): void {
    const participantId = store.state.ids.get(remoteId) ?? '';
    const status = store.state.participants.get(participantId)?.sources[source]?.subscription.status;
    if (!status || status === 'not-subscribed') return;
    remote.setTrack({ participantId, source }, track);
    subscriptions.received({ participantId, source });
  }
  return parts;
}

import type { RtcAdapter } from '../adapter/rtc-adapter.ts';
import { createLocalMedia } from '../capture/create-local-media.ts';
import { browserEnvironment } from '../environment/browser-environment.ts';
import { createCall, type CallFact } from '../machine/call.ts';
import { createCredentialKeeper } from '../machine/credential-keeper.ts';
import { createLocalPublisher } from '../machine/local-publisher.ts';
import { react } from '../machine/react.ts';
import { createRepair } from '../machine/repair.ts';
import { createLegAudio } from '../machine/sdk-audio.ts';
import { createStore } from '../machine/store.ts';
import { createSubscriptions } from '../machine/subscriptions.ts';
import { defaultTimeouts } from '../machine/timeouts.ts';
import { createRemoteMedia } from '../rendering/create-remote-media.ts';
import type { Parts } from './parts.ts';
import type { SessionOptions } from './session-options.ts';

/** Makes the parts and ties them together: commands down, facts up. */
export function wire<Native>(adapter: RtcAdapter<Native>, options: SessionOptions): Parts<Native> {
  const { environment = browserEnvironment, deviceLoss, subscriptions = 'auto' } = options;
  const { capabilities } = adapter;
  const store = createStore(environment, (event) => {
    react(event, parts);
    credentials.react(event);
    repair.react(event);
  });
  const { dispatch } = store;
  const timeouts = { ...defaultTimeouts, ...options.timeouts };
  // Complete at the end of this function; nothing looks into it before.
  const parts = { adapter, environment, timeouts, store } as {
    -readonly [Name in keyof Parts<Native>]: Parts<Native>[Name];
  };
  const credentials = createCredentialKeeper(parts);
  const repair = createRepair(parts);
  parts.repair = repair;
  const sdkAudio = createLegAudio(parts);
  const publisher = createLocalPublisher(parts);
  parts.publisher = publisher;
  parts.subscriptions = createSubscriptions(parts, subscriptions);
  parts.local = createLocalMedia({
    environment,
    adapterNeedsRelay: capabilities.audioRelayNeeded,
    screenAudioMode: capabilities.screenAudio,
    cameraWithScreen: capabilities.cameraWithScreen,
    publishable: capabilities.sources,
    deviceLoss,
    port: {
      contained: store.contain,
      stateOf: (source) => store.state.local[source],
      changed: (data) => {
        dispatch({ type: 'localChanged', data });
      },
      syncPublications: publisher.sync,
      replaceTrack: publisher.replaceTrack,
      setMuted: publisher.setMuted,
      screenShareEnded: (reason) => {
        dispatch({ type: 'screenShareEnded', data: { reason } });
      },
      warn: store.warn,
    },
  });
  parts.remote = createRemoteMedia({
    environment,
    sdkAudio,
    remoteAudio: capabilities.remoteAudio,
    port: {
      interestChanged: parts.subscriptions.setInterest,
      renderChanged: (key, render) => {
        dispatch({ type: 'renderChanged', data: { ...key, render } });
      },
      playbackChanged: (blocked) => {
        dispatch({ type: 'playbackChanged', data: { blocked } });
      },
    },
  });
  parts.call = createCall(parts, {
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

  /** The track is in its stream before anybody hears of it. */
  function showTrack({ remoteId, source, track }: Extract<CallFact, { type: 'remoteTrack' }>['data']): void {
    const participantId = store.state.ids.get(remoteId) ?? '';
    const status = store.state.participants.get(participantId)?.sources[source]?.subscription.status;
    if (!status || status === 'not-subscribed') return;
    parts.remote.setTrack({ participantId, source }, track);
    parts.subscriptions.received({ participantId, source });
  }
  return parts;
}

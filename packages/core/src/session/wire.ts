import type { RtcAdapter } from '../adapter/rtc-adapter.ts';
import { createLocalMedia } from '../capture/create-local-media.ts';
import type { LocalMedia } from '../capture/local-media.ts';
import { browserEnvironment } from '../environment/browser-environment.ts';
import type { RtcEnvironment } from '../environment/rtc-environment.ts';
import { Call } from '../machine/call.ts';
import { CredentialKeeper } from '../machine/credential-keeper.ts';
import { LocalPublisher } from '../machine/local-publisher.ts';
import { initialState } from '../machine/machine-state.ts';
import { initialLocal } from '../machine/initial-local.ts';
import { Profiles } from '../machine/profiles.ts';
import { react } from '../machine/react.ts';
import { Repair } from '../machine/repair.ts';
import { LegAudio } from '../machine/sdk-audio.ts';
import { Signals } from '../machine/signals.ts';
import { Store } from '../machine/store.ts';
import { Subscriptions } from '../machine/subscriptions.ts';
import { defaultTimeouts } from '../machine/timeouts.ts';
import { createRemoteMedia } from '../rendering/create-remote-media.ts';
import type { RemoteMedia } from '../rendering/remote-media.ts';
import type { SourceKind } from '../model/source-kind.ts';
import type { SessionOptions } from './session-options.ts';

/** Everything that a session is made of. */
export interface Parts<Native = unknown> {
  readonly adapter: RtcAdapter<Native>;
  readonly environment: RtcEnvironment;
  readonly store: Store;
  readonly local: LocalMedia;
  readonly remote: RemoteMedia;
  readonly publisher: LocalPublisher;
  readonly subscriptions: Subscriptions;
  readonly signals: Signals;
  readonly call: Call<Native>;
}

/** Makes the parts and ties them together: commands down, facts up. */
export function wire<Native>(adapter: RtcAdapter<Native>, options: SessionOptions): Parts<Native> {
  const environment = options.environment ?? browserEnvironment;
  const { clock } = environment;
  const timeouts = { ...defaultTimeouts, ...options.timeouts };
  const { capabilities, limits } = adapter;

  const store = new Store(initialState(initialLocal()), {
    react: (event) => {
      react(event, parts);
      credentials.react(event);
      repair.react(event);
      profiles?.react(event);
    },
    reportError: (error) => {
      environment.reportError(error);
    },
    later: (run) => {
      clock.after(0, run);
    },
  });
  const state = (): Store['state'] => store.state;
  const dispatch = store.dispatch.bind(store);
  const profiles = options.resolveProfile && new Profiles(options.resolveProfile, dispatch);
  const active = (): Call<Native>['active'] => call.active;

  const publisher = new LocalPublisher({
    leg: active,
    state,
    dispatch,
    outgoing: (leg) => local.outgoing(leg),
    capabilities,
    boundMs: timeouts.publish,
  });
  const local = createLocalMedia({
    environment,
    adapterNeedsRelay: capabilities.audioRelayNeeded,
    screenAudioMode: capabilities.screenAudio,
    cameraWithScreen: capabilities.cameraWithScreen,
    publishable: capabilities.sources,
    deviceLoss: options.deviceLoss,
    port: {
      contained: (name) => {
        store.contain(name);
      },
      stateOf: (source) => store.state.local[source],
      changed: (data) => {
        dispatch({ type: 'localChanged', data });
      },
      syncPublications: (source) => publisher.sync(source),
      replaceTrack: (source) => publisher.replaceTrack(source),
      setMuted: (source) => publisher.setMuted(source),
      screenShareEnded: (reason) => {
        dispatch({ type: 'screenShareEnded', data: { reason } });
      },
      warn: (error) => {
        dispatch({ type: 'warning', data: { error } });
      },
    },
  });
  const sdkAudio = new LegAudio({ leg: active, state, dispatch });
  const remote = createRemoteMedia({
    environment,
    sdkAudio,
    remoteAudio: capabilities.remoteAudio,
    port: {
      interestChanged: (key, interest) => {
        subscriptions.setInterest(key, interest);
      },
      renderChanged: (key, render) => {
        dispatch({ type: 'renderChanged', data: { ...key, render } });
      },
      playbackChanged: (blocked) => {
        dispatch({ type: 'playbackChanged', data: { blocked } });
      },
    },
  });
  const subscriptions = new Subscriptions({
    leg: active,
    state,
    dispatch,
    mode: options.subscriptions ?? 'auto',
    limit: limits.subscriptions ?? Infinity,
    boundMs: timeouts.subscribe,
    after: (ms, run) => clock.after(ms, run),
  });
  const signals = new Signals(active);
  const call: Call<Native> = new Call<Native>({
    adapter,
    environment,
    timeouts,
    store,
    local,
    publisher,
    fact: (fact) => {
      if (fact.type === 'signals') signals.receive(fact.data, store.state.ids);
      else {
        if (fact.type === 'remoteTrack') showTrack(fact.data);
        dispatch(fact);
        credentials.receive(fact);
        repair.receive(fact);
      }
    },
    joined: (result) => {
      credentials.joined(result);
      if (capabilities.remoteAudio === 'sdk-played') sdkAudio.joined();
    },
  });
  const credentials = new CredentialKeeper({ leg: active, dispatch, clock });
  const repair = new Repair({
    call,
    publisher,
    subscriptions,
    local,
    dispatch,
    clock,
    reconnectMs: timeouts.reconnect,
  });

  /** The track is in its stream before anybody hears of it. */
  function showTrack({
    remoteId,
    source,
    track,
  }: {
    remoteId: string;
    source: SourceKind;
    track: MediaStreamTrack;
  }): void {
    const participantId = store.state.ids.get(remoteId);
    const info = store.state.participants.get(participantId ?? '')?.sources[source];
    if (participantId !== undefined && info && info.subscription.status !== 'not-subscribed') {
      remote.setTrack({ participantId, source }, track);
      subscriptions.settled({ participantId, source });
    }
  }

  const parts: Parts<Native> = {
    adapter,
    environment,
    store,
    local,
    remote,
    publisher,
    subscriptions,
    signals,
    call,
  };
  return parts;
}

import type { RtcAdapter } from '../adapter/rtc-adapter.ts';
import { createCall, type Call } from '../call/call.ts';
import { createLocalMedia } from '../capture/create-local-media.ts';
import type { LocalMedia } from '../capture/local-media.ts';
import { browserEnvironment } from '../environment/browser-environment.ts';
import type { RtcEnvironment } from '../environment/rtc-environment.ts';
import { disposedError } from '../errors/disposed-error.ts';
import type { SessionOptions } from '../face/session-options.ts';
import { createStore, type Store } from '../state/store.ts';
import { createSharedLoad, type SharedLoad } from '../timing/shared-load.ts';
import { defaultTimeouts } from '../timing/timeouts.ts';
import type { CallPart, CallPartPort } from './call-part.ts';
import type { Internals } from './internals.ts';
import { loadCallPart } from './load-call-part.ts';
import { sendRefusal } from './send-refusal.ts';

/** What a lobby has, for whoever puts a session together. */
interface Wired<Native> {
  readonly environment: RtcEnvironment;
  readonly store: Store;
  readonly local: LocalMedia;
  readonly call: Call<Native>;
  /** Loads what a join needs. */
  readonly load: SharedLoad;
  /** Gets what only a call needs, loaded where it was not. Rejects `network`. */
  openPart(): Promise<CallPart>;
  /** Nothing is opened from now on. */
  dispose(): void;
  /** What the other entry points use. */
  readonly internals: Internals<Native>;
}

/** Makes what a lobby needs, and the way to what only a call needs. */
export function wire<Native>(adapter: RtcAdapter<Native>, options: SessionOptions): Wired<Native> {
  const { environment = browserEnvironment, deviceLoss, subscriptions: mode = 'auto' } = options;
  const timeouts = { ...defaultTimeouts, ...options.timeouts };
  const store = createStore(environment);
  const { dispatch } = store;
  let part: CallPart | undefined;
  let disposed = false;
  const over = (): RtcAdapter => (call.leading ?? { adapter }).adapter;
  const local: LocalMedia = createLocalMedia({
    environment,
    deviceLoss,
    port: {
      contained: store.contain,
      stateOf: (source) => store.state.local[source],
      changed: (data) => {
        dispatch({ type: 'localChanged', data });
      },
      offerChanged: (source, how) => part?.publishers.settle(source, how) ?? Promise.resolve(),
      refusal: (source) => sendRefusal(source, over()),
      cameraBesideScreen: () => over().capabilities.cameraWithScreen,
      screenShareEnded: (reason) => {
        dispatch({ type: 'screenShareEnded', data: { reason } });
      },
      warn: store.warn,
    },
  });
  async function openPart(): Promise<CallPart> {
    const { openCallPart } = await loadCallPart();
    if (disposed) throw disposedError();
    return (part ??= openCallPart(port));
  }
  const load = createSharedLoad({ clock: environment.clock, ms: timeouts.join }, () =>
    Promise.all([openPart(), adapter.preload()]),
  );
  const call = createCall({
    adapter,
    store,
    local,
    load,
    get legs() {
      return part?.legs;
    },
  });
  const internals: Internals<Native> = {
    adapter,
    environment,
    store,
    call,
    get part() {
      return part;
    },
  };
  const port: CallPartPort = {
    environment,
    timeouts,
    mode,
    store,
    local,
    call,
    signals(leg, data) {
      internals.signals?.receive(leg, data);
    },
  };
  return {
    environment,
    store,
    local,
    call,
    load,
    openPart,
    dispose() {
      disposed = true;
      local.dispose();
      part?.remote.dispose();
    },
    internals,
  };
}

import type { RtcAdapter } from '../adapter/rtc-adapter.ts';
import { createLocalMedia } from '../capture/create-local-media.ts';
import type { LocalMedia } from '../capture/local-media.ts';
import { createKeepPlaying } from '../elements/keep-playing.ts';
import { lobbyEnvironment } from '../environment/lobby-environment.ts';
import type { RtcSession } from '../face/rtc-session.ts';
import type { SessionOptions } from '../face/session-options.ts';
import { createStore } from '../state/store.ts';
import { checkSession } from './check-session.ts';
import type { CallPart } from './call-part.ts';
import { createBase } from './create-base.ts';
import { loadCallPart } from './load-call-part.ts';
import { rememberLocal } from './remember-local.ts';
import { sendRefusal } from './send-refusal.ts';

/**
 * Makes a session over a vendor. Nothing is loaded, opened or connected yet.
 *
 * @param adapter - the vendor, made by the factory that its package exports
 * @param options - how the session behaves; everything may be left out.
 */
export function createSession<Native>(
  adapter: RtcAdapter<Native>,
  options: SessionOptions = {},
): RtcSession<Native> {
  checkSession(adapter, options);
  const { environment = lobbyEnvironment, deviceLoss } = options;
  const store = createStore(environment);
  const keep = createKeepPlaying({
    environment,
    changed(data) {
      store.dispatch({ type: 'playbackChanged', data });
    },
  });
  const local: LocalMedia = createLocalMedia({
    environment,
    keep,
    deviceLoss,
    port: {
      contained: store.contain,
      stateOf: (source) => store.state.local[source],
      changed: (data) => {
        store.dispatch({ type: 'localChanged', data });
      },
      offerChanged: (source, how) => base.part?.publishers.settle(source, how) ?? Promise.resolve(),
      refusal: (source) => sendRefusal(source, base.over()),
      cameraBesideScreen: () => base.over().capabilities.cameraWithScreen,
      screenShareEnded: (reason) => {
        store.dispatch({ type: 'screenShareEnded', data: { reason } });
      },
      warn: store.warn,
    },
  });
  const base = createBase<Native, CallPart>({
    adapter,
    options,
    store,
    keep,
    async loadPart() {
      const { openCallPart } = await loadCallPart();
      return (port) => openCallPart(port, local);
    },
    release: local.release,
    remember: () => rememberLocal(local),
    dispose: local.dispose,
  });
  const { microphone, camera, screen, screenAudio } = local;
  return Object.assign(base.viewer, { microphone, camera, screen, screenAudio });
}

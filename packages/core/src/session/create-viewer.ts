import type { RtcAdapter } from '../adapter/rtc-adapter.ts';
import { createKeepPlaying } from '../elements/keep-playing.ts';
import { provideStandstill } from '../elements/load-standstill.ts';
import * as standstill from '../elements/standstill.ts';
import { lobbyEnvironment } from '../environment/lobby-environment.ts';
import type { RtcViewer } from '../face/rtc-viewer.ts';
import type { SessionOptions } from '../face/session-options.ts';
import { noPublishers } from '../leg/no-publishers.ts';
import { createStore } from '../state/store.ts';
import { checkSession } from './check-session.ts';
import { createBase } from './create-base.ts';
import { openReceivingPart } from './receiving-part.ts';

/**
 * Makes a viewer over a vendor: it sees and hears, and has no microphone, camera or screen, nor the code for them. Nothing is loaded
 * or connected yet.
 *
 * @param adapter - the vendor, made by the factory that its package exports
 * @param options - how the viewer behaves; everything may be left out.
 */
export function createViewer<Native>(
  adapter: RtcAdapter<Native>,
  options: ViewerOptions = {},
): RtcViewer<Native> {
  checkSession(adapter, options);
  // A viewer is one chunk: it plays from the beginning.
  provideStandstill(standstill);
  const nothing = (): void => undefined;
  const sending = {
    publishers: noPublishers,
    local: { mutedByServer: nothing, unpublishedByServer: nothing },
  };
  const { environment = lobbyEnvironment } = options;
  const store = createStore(environment);
  const keep = createKeepPlaying({
    environment,
    changed(data) {
      store.dispatch({ type: 'playbackChanged', data });
    },
  });
  return createBase({
    adapter,
    options,
    store,
    keep,
    able: { sources: [] },
    loadPart: () => Promise.resolve((port) => openReceivingPart(port, sending)),
    release: nothing,
    remember: () => () => [],
    dispose: nothing,
  }).viewer;
}

/** The behaviour of a viewer. Everything may be left out. */
export type ViewerOptions = Omit<SessionOptions, 'deviceLoss'>;

import type { RtcAdapter } from '../adapter/rtc-adapter.ts';
import { disposedError } from '../errors/disposed-error.ts';
import { RtcError } from '../errors/rtc-error.ts';
import { ParticipantView } from '../state/participant-view.ts';
import { can } from './can.ts';
import { checkJoin } from './check-join.ts';
import { checkSpecification } from './check-specification.ts';
import { register } from './internals.ts';
import { lazyPlayback } from './lazy-playback.ts';
import { createPageLife } from './page-life.ts';
import type { RtcSession } from '../face/rtc-session.ts';
import { sendMessage } from './send-message.ts';
import type { SessionOptions } from '../face/session-options.ts';
import type { SessionSnapshot } from '../face/session-snapshot.ts';
import { wire } from './wire.ts';

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
  checkSpecification(adapter);
  const parts = wire(adapter, options);
  const { store, local, environment, call, internals } = parts;
  const { microphone, camera, screen, screenAudio } = local;
  let snapshot: SessionSnapshot | undefined;
  let shown = { revision: -1, version: -1 };
  let disposed = false;

  async function dispose(): Promise<void> {
    if (disposed) return;
    disposed = true;
    page.dispose();
    await call.end('disposed');
    parts.dispose();
    const state = store.state.session;
    if (state.status !== 'ended' || state.reason !== 'disposed') {
      store.dispatch({ type: 'callEnded', data: { reason: 'disposed' } });
    }
  }
  const session: RtcSession<Native> = {
    get state() {
      return store.state.session;
    },
    get snapshot() {
      const {
        session: state,
        self,
        local: sources,
        playbackBlocked,
        recording,
        revision,
        version,
      } = store.state;
      if (!snapshot || shown.revision !== revision) {
        // Everybody is copied only for who reads the whole, and only where somebody has changed since.
        const same = snapshot && shown.version === version ? snapshot.participants : undefined;
        const participants = same ?? new Map(session.participants);
        shown = { revision, version };
        snapshot = { state, self, participants, local: sources, playbackBlocked, recording };
      }
      return snapshot;
    },
    participants: new ParticipantView(() => store.state),
    microphone,
    camera,
    screen,
    screenAudio,
    playback: lazyPlayback({
      get part() {
        return internals.part;
      },
      open: parts.openPart,
    }),
    get native() {
      return call.active?.driver.native;
    },
    async preload() {
      if (disposed) throw disposedError();
      await parts.load();
    },
    async join(given) {
      const { status } = store.state.session;
      if (disposed) throw disposedError();
      if (status !== 'idle' && status !== 'ended')
        throw new RtcError({ code: 'invalid-state', message: `Cannot join while ${status}.` });
      checkJoin(adapter, given);
      page.joining(given);
      await call.join(given);
      internals.signals?.apply();
    },
    leave({ keepCapture } = {}) {
      page.left();
      return call.end('left', { keepCapture });
    },
    dispose,
    [Symbol.asyncDispose]: dispose,
    // Nobody is there before what a call needs is loaded.
    participant: (id) => internals.part?.participant(id),
    can: (action) =>
      can(
        action,
        (call.leading ?? { adapter }).adapter.capabilities,
        store.state.self?.permissions,
        environment,
      ),
    sendMessage: (message) => sendMessage(internals, message),
    on: store.on,
    subscribe: store.subscribe,
  };
  const page = createPageLife(parts, session.join);
  register(session, internals);
  return session;
}

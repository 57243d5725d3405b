import type { RtcAdapter } from '../adapter/rtc-adapter.ts';
import { createCall } from '../call/call.ts';
import type { KeepPlaying } from '../elements/keep-playing.ts';
import { lobbyEnvironment } from '../environment/lobby-environment.ts';
import { checkArgument, checkOptions, type OptionRule } from '../errors/check-options.ts';
import { disposedError } from '../errors/disposed-error.ts';
import { RtcError } from '../errors/rtc-error.ts';
import type { LeaveOptions } from '../face/rtc-session.ts';
import type { RtcViewer } from '../face/rtc-viewer.ts';
import type { SessionOptions } from '../face/session-options.ts';
import type { SessionSnapshot } from '../face/session-snapshot.ts';
import type { RtcCapabilities } from '../model/capabilities.ts';
import { createParticipantView } from '../state/participant-view.ts';
import type { Store } from '../state/store.ts';
import { createSharedLoad } from '../timing/shared-load.ts';
import { defaultTimeouts } from '../timing/timeouts.ts';
import { can } from './can.ts';
import { checkJoin } from './check-join.ts';
import { register, type Internals } from './internals.ts';
import { lazyPlayback } from './lazy-playback.ts';
import { createPageLife, type BringBack } from './page-life.ts';
import type { ReceivingPart, ReceivingPort } from './receiving-part.ts';

/** The part that sessions and viewers have in common. */
export interface Base<Native, Part extends ReceivingPart> {
  /** The viewer, for a session to build on. */
  readonly viewer: Omit<RtcViewer<Native>, 'leave'> & Pick<BaseCommands, 'leave'>;
  /** The adapter of the leg that carries the call, or the one that the first leg will have. */
  over(): RtcAdapter;
  /** The part that only a call needs; undefined until it is loaded. */
  readonly part: Part | undefined;
}

interface BaseCommands {
  leave(options?: LeaveOptions): Promise<void>;
}

/** The parts that differ. */
export interface BasePort<Native, Part extends ReceivingPart> {
  readonly adapter: RtcAdapter<Native>;
  readonly options: SessionOptions;
  readonly store: Store;
  readonly keep: KeepPlaying;
  /** The capabilities that are not the adapter's. */
  readonly able?: Partial<RtcCapabilities>;
  /** Loads the code that only a call needs. Rejects `network`. */
  loadPart(): Promise<(port: ReceivingPort) => Part>;
  /** Lets go of what is captured. */
  release(): void;
  /** Remembers what is captured. */
  remember(): BringBack;
  /** Refuses to capture anything from now on. */
  dispose(): void;
}

/** Makes what a session and a viewer share. Nothing is loaded, opened or connected yet. */
export function createBase<Native, Part extends ReceivingPart>(
  port: BasePort<Native, Part>,
): Base<Native, Part> {
  const { store, options } = port;
  const { environment = lobbyEnvironment, subscriptions: mode = 'auto' } = options;
  const timeouts = { ...defaultTimeouts, ...options.timeouts };
  let part: Part | undefined;
  let snapshot: SessionSnapshot | undefined;
  let shown = { revision: -1, version: -1 };
  let disposed = false;

  const over = (): RtcAdapter => (call.leading ?? internals).adapter;
  async function openPart(): Promise<Part> {
    const open = await port.loadPart();
    if (disposed) throw disposedError();
    return (part ??= open({
      over,
      environment: options.environment,
      timeouts,
      mode,
      store,
      keep: port.keep,
      quality: internals.quality,
      call,
      joined: () => internals.signals?.apply(),
      signals: (leg, data) => internals.signals?.receive(leg, data),
    }));
  }
  const load = createSharedLoad({ clock: environment.clock, ms: timeouts.join }, () =>
    Promise.all([openPart(), internals.adapter.preload()]),
  );
  const call = createCall<Native>({
    next: () => internals.adapter,
    store,
    load,
    release: port.release,
    get legs() {
      return part?.legs;
    },
  });
  const internals: Internals<Native> = {
    adapter: port.adapter,
    environment,
    store,
    call,
    quality: { of: {} },
    get part() {
      return part;
    },
  };
  async function end(): Promise<void> {
    disposed = true;
    internals.wanted = undefined;
    page.dispose();
    await call.end('disposed');
    port.dispose();
    part?.remote.dispose();
    const state = store.state.session;
    if (state.status !== 'ended' || state.reason !== 'disposed') {
      store.dispatch({ type: 'callEnded', data: { reason: 'disposed' } });
    }
  }
  let ended: Promise<void> | undefined;
  // Also who asks for it once more waits for the effect.
  const dispose = (): Promise<void> => (ended ??= end());
  const viewer: Base<Native, Part>['viewer'] = {
    get state() {
      return store.state.session;
    },
    get snapshot() {
      const { session: state, self, local, recording, revision, version } = store.state;
      const { playbackBlocked, playbackInterrupted, speakerId } = store.state;
      if (!snapshot || shown.revision !== revision) {
        // Everybody is copied only for who reads the whole, and only where somebody has changed since.
        const same = snapshot && shown.version === version ? snapshot.participants : undefined;
        const participants = same ?? new Map(viewer.participants);
        shown = { revision, version };
        const playback = { playbackBlocked, playbackInterrupted, speakerId };
        snapshot = { state, self, participants, local, ...playback, recording };
      }
      return snapshot;
    },
    participants: createParticipantView(() => store.state),
    playback: lazyPlayback({
      keep: port.keep,
      get part() {
        return part;
      },
      open: openPart,
    }),
    get native() {
      return call.active?.driver.native;
    },
    async preload() {
      if (disposed) throw disposedError();
      await load();
    },
    async join(given) {
      const { status } = store.state.session;
      if (disposed) throw disposedError();
      if (status !== 'idle' && status !== 'ended')
        throw new RtcError({ code: 'invalid-state', message: `Cannot join while ${status}.` });
      checkJoin(internals.adapter, given);
      const { signal: _, ...options } = given;
      internals.wanted = options;
      await call.join(given);
    },
    leave(options) {
      // Callers without types may pass anything, and leaving is never refused.
      const keepCapture = options?.keepCapture === true;
      internals.wanted = undefined;
      page.left();
      return call.end('left', { keepCapture });
    },
    dispose,
    [Symbol.asyncDispose]: dispose,
    // Nobody is there before what a call needs is loaded.
    participant: (id) => part?.participant(id),
    can: (action) =>
      can(action, { ...over().capabilities, ...port.able }, store.state.self?.permissions, environment),
    async sendMessage(message) {
      checkArgument('A message', message, 'object');
      checkOptions('A message', message, messageRules);
      return (part ?? (await openPart())).sendMessage(message);
    },
    on(name, listener) {
      checkArgument('A listener', listener, 'function');
      return store.on(name, listener);
    },
    subscribe(listener) {
      checkArgument('A listener', listener, 'function');
      return store.subscribe(listener);
    },
  };
  const page = createPageLife({
    environment,
    call,
    store,
    remember: port.remember,
    join: viewer.join,
    internals,
  });
  register(viewer, internals);
  return {
    viewer,
    over,
    get part() {
      return part;
    },
  };
}

const messageRules: Readonly<Record<string, OptionRule>> = { topic: 'string', text: 'string', to: 'object' };

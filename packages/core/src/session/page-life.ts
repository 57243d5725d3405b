import type { Call } from '../call/call.ts';
import type { LobbyEnvironment } from '../environment/rtc-environment.ts';
import type { Store } from '../state/store.ts';
import type { JoinOptions } from '../face/rtc-viewer.ts';
import type { Internals } from './internals.ts';

/**
 * A closing page leaves no ghost behind; one that comes back from the back-forward cache is in its call again, and so is
 * one that was frozen until its vendor gave it up.
 */
export interface PageLife {
  /** The app left by itself: coming back is not wanted. */
  left(): void;
  /** Stops listening. */
  dispose(): void;
}

/** Listens to the life of the page for a session. */
export function createPageLife(port: PageLifePort): PageLife {
  const { environment, call, store } = port;
  let resume: (() => Promise<unknown>) | undefined;
  let cancelThaw: (() => void) | undefined;

  function remember(): void {
    cancelThaw?.();
    const { wanted } = port.internals;
    if (!call.present || !wanted) return;
    const bringBack = port.remember();
    resume = () => Promise.allSettled([...bringBack(), port.join(wanted)]);
  }
  function forget(): void {
    cancelThaw?.();
    resume = undefined;
  }
  function restore(): void {
    const again = resume;
    forget();
    void again?.();
  }
  const undo = environment.observePage((event) => {
    if (event === 'hide') {
      remember();
      // Without a call there may still be one that is just being left.
      call.abandon();
    } else if (event === 'show-restored') restore();
    else if (event === 'freeze') remember();
    else if (event === 'resume' && resume) {
      // The vendor may have lost what is wanted while nothing ran here.
      for (const { receiver, publisher } of call.connections) {
        receiver.again();
        void publisher.publish();
      }
      cancelThaw = environment.clock.after(thawMs, forget);
    }
  });
  store.on('state-changed', ({ state }) => {
    // The end is told first.
    if (state.status === 'ended' && state.reason === 'connection-lost' && resume) queueMicrotask(restore);
  });
  return {
    left: forget,
    dispose() {
      forget();
      undo();
    },
  };
}

/** The time after which, once a frozen page runs again, a lost connection is no consequence of that; milliseconds. */
const thawMs = 30_000;

/** Brings local sources back. What is not to be had shows in its state; the call goes on without it. */
export type BringBack = () => readonly Promise<unknown>[];

/** The parts that the life of the page works on. */
export interface PageLifePort {
  readonly environment: LobbyEnvironment;
  readonly call: Call;
  readonly store: Store;
  readonly internals: Pick<Internals, 'wanted'>;
  /** Begins that call anew. */
  join(options: JoinOptions): Promise<void>;
  /** Remembers the local sources as they are. Returns what brings them back. */
  remember(): BringBack;
}

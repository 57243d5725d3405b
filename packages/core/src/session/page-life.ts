import type { CaptureState, LocalMedia } from '../capture/local-media.ts';
import type { LocalDeviceSource } from '../face/local-source.ts';
import type { Call } from '../call/call.ts';
import type { RtcEnvironment } from '../environment/rtc-environment.ts';
import type { Store } from '../state/store.ts';
import type { JoinOptions } from '../face/rtc-session.ts';

/** How long after a frozen page runs again a lost connection is taken for its consequence; milliseconds. */
const thawMs = 30_000;

/**
 * A closing page leaves no ghost behind; one that comes back from the back-forward cache is in its call again, and so is
 * one that was frozen until its vendor gave it up.
 */
export interface PageLife {
  /** A join began. Its signal is the app's and is not used again. */
  joining(options: JoinOptions): void;
  /** The app left by itself: coming back is not wanted. */
  left(): void;
  /** Stops listening. */
  dispose(): void;
}

/** What the life of the page works on. */
interface PageLifePort {
  readonly environment: RtcEnvironment;
  readonly call: Call;
  readonly local: LocalMedia;
  readonly store: Store;
}

/** Listens to the life of the page for a session. `join` begins a call anew. */
export function createPageLife(
  { environment, call, local, store }: PageLifePort,
  join: (options: JoinOptions) => Promise<void>,
): PageLife {
  let current: JoinOptions | undefined;
  let resume: (() => Promise<unknown>) | undefined;
  let cancelThaw: (() => void) | undefined;

  /** As it was: what was muted is muted before it opens, so that nothing of it is ever sent. */
  async function bringBack(
    source: LocalDeviceSource<object>,
    { source: kind, enabled, muted, mutedBy, capture }: CaptureState,
  ): Promise<void> {
    if (!enabled) return;
    const muting = muted ? source.mute({ release: capture.status === 'released' }) : undefined;
    if (mutedBy === 'server') local.mutedByServer(kind);
    await Promise.all([muting, source.enable()]);
  }
  function remember(): void {
    cancelThaw?.();
    const options = current;
    if (!call.present || !options) return;
    const { microphone, camera } = local.states;
    // A device that is gone by now shows in the source's state; the call goes on without it.
    resume = () =>
      Promise.allSettled([
        bringBack(local.microphone, microphone),
        bringBack(local.camera, camera),
        join(options),
      ]);
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
  function left(): void {
    current = undefined;
    forget();
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
    joining({ signal: _, ...options }) {
      current = options;
    },
    left,
    dispose() {
      left();
      undo();
    },
  };
}

import type { CaptureState } from '../capture/local-media.ts';
import type { LocalDeviceSource } from './local-source.ts';
import type { Parts } from './parts.ts';
import type { JoinOptions } from './rtc-session.ts';

/** A closing page leaves no ghost behind; one that comes back from the back-forward cache is in its call again. */
export interface PageLife {
  /** A join began. Its signal is the app's and is not used again. */
  joining(options: JoinOptions): void;
  /** The app left by itself: coming back is not wanted. */
  left(): void;
  /** Stops listening. */
  dispose(): void;
}

/** Listens to the life of the page for a session. `join` begins a call anew. */
export function createPageLife(
  { environment, call, local }: Parts,
  join: (options: JoinOptions) => Promise<void>,
): PageLife {
  let current: JoinOptions | undefined;
  let resume: (() => Promise<unknown>) | undefined;

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
  function left(): void {
    current = resume = undefined;
  }
  const undo = environment.observePage((event) => {
    if (event === 'hide') {
      const options = current;
      if (call.present && options) {
        const { microphone, camera } = local.states;
        // A device that is gone by now shows in the source's state; the call goes on without it.
        resume = () =>
          Promise.allSettled([
            bringBack(local.microphone, microphone),
            bringBack(local.camera, camera),
            join(options),
          ]);
      }
      // Without a call there may still be one that is just being left.
      call.abandon();
    } else if (event === 'show-restored') {
      const again = resume;
      resume = undefined;
      void again?.();
    }
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

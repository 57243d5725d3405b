import { abortError } from '../timing/bounded.ts';
import { isGivenUp, type LaneTask } from '../timing/lane.ts';
import { initialCapture } from '../model/initial-capture.ts';
import type { CaptureState } from '../model/local-source-state.ts';
import type { Muting } from './muting.ts';
import type { Source } from './source.ts';

/** Asking for a source, and letting it go. */
export interface Enabling {
  /** Asks for the source. `open` sees to it, when its turn has come, that what is wanted is open. */
  enable(signal: AbortSignal | undefined, open: LaneTask): Promise<void>;
  /** Unpublishes, then lets go. The status afterwards is `capture`. */
  disable(capture?: CaptureState['capture']): Promise<void>;
  /** Ends everything at once: device, intent, what runs and what waits. */
  reset(): void;
}

/** Makes it for a source. */
export function createEnabling(source: Source, muting: Muting): Enabling {
  const { context, state, device, gate, lane, warn } = source;

  /** Those who have asked for the source since it was last let go, and have not given up. */
  const askers = new Set<object>();

  function disable(capture: CaptureState['capture'] = { status: 'off' }): Promise<void> {
    source.intents += 1;
    askers.clear();
    lane.abort('not-kept');
    muting.keep();
    gate.set(false);
    device.withhold();
    source.held = false;
    // An unmute that was going on is given up.
    source.announcedMuted = state.value.muted;
    if (state.value.enabled) state.patch({ enabled: false });
    const going = device.current;
    return lane.run({ kept: true }, async (signal) => {
      // An enable has come since: the last intent wins.
      if (state.value.enabled) return;
      await source.tell().catch(warn);
      // What has been opened meanwhile is not what was to go.
      if (signal.aborted || (device.current && device.current !== going)) return;
      device.close();
      if (state.value.capture.status !== capture.status || state.value.track)
        state.patch({ capture, track: undefined, deviceLabel: undefined });
    });
  }
  return {
    async enable(signal, open) {
      const asker = {};
      askers.add(asker);
      source.intents += 1;
      source.asks += 1;
      if (!state.value.enabled) state.patch({ enabled: true });
      try {
        await lane.run({ signal }, async (given) => {
          // Whoever was told of the wish may have taken it back at once.
          if (!state.value.enabled) throw abortError(`Enabling the ${context.source}`);
          try {
            await open(given);
          } catch (error) {
            // A change that failed leaves the old device working, also one that was just being let go.
            if (device.current && !isGivenUp(given)) await source.send().catch(warn);
            throw error;
          }
          if (!isGivenUp(given)) await source.send();
        });
      } catch (error) {
        // Given up, and nobody else asks for it: as if it had never been asked for.
        if (signal?.aborted && askers.delete(asker) && askers.size === 0) void disable();
        throw error;
      }
    },
    disable,
    reset() {
      askers.clear();
      lane.abort('all');
      // In this order: who watches the gate finds nothing to send any more.
      device.close();
      gate.set(false);
      source.held = false;
      muting.reset();
      source.intents += 1;
      const { enabled, muted, capture, deviceId } = state.value;
      // The choice of a device is kept: it is no intent to send.
      if (enabled || muted || capture.status !== 'off')
        state.patch({ ...initialCapture(context.source), deviceId });
    },
  };
}

import type { RtcError } from '../errors/rtc-error.ts';
import type { MuteOptions } from '../face/local-source.ts';
import type { CaptureFailure } from '../model/local-source-state.ts';
import { isGivenUp } from '../timing/lane.ts';
import type { Capture } from './capture.ts';
import type { Release, Source } from './source.ts';

/** The mute of a source: silent synchronously; what the others are told, and the device, follow in the source's lane. */
export interface Muting {
  /** Tells whether a muted source lets go of its device. */
  readonly releases: boolean;
  /** Silences at once, then tells the others, then lets go of the device as was asked for. */
  mute(options?: MuteOptions, by?: 'self' | 'server'): Promise<void>;
  /** Opens what mute had let go, tells the others, and opens the gate last. */
  unmute(): Promise<void>;
  /** The device is gone: silent until the app acts. */
  lost(reason: CaptureFailure, error: RtcError): Promise<void>;
  /** Does not let go of the device any more. */
  keep(): void;
  /** As at first. */
  reset(): void;
}

/** Makes the mute of a source. `open` opens its device anew. */
export function createMuting(source: Source, open: (signal: AbortSignal) => Promise<Capture>): Muting {
  const { context, state, device, gate, lane, warn } = source;
  let unmuting: AbortController | undefined;
  let release: Release = context.release;
  let cancelRelease: (() => void) | undefined;

  function keep(): void {
    cancelRelease?.();
    cancelRelease = undefined;
  }
  function silence(by: 'self' | 'server' | 'device-lost'): void {
    source.intents += 1;
    unmuting?.abort();
    unmuting = undefined;
    keep();
    gate.set(false);
    source.announcedMuted = true;
    if (!state.value.muted || by === 'server') state.patch({ muted: true, mutedBy: by });
  }
  /** Tells the others that nothing comes, then lets go of the device, whatever they say. */
  async function letGo(signal: AbortSignal): Promise<void> {
    const { current } = device;
    if (!current) return;
    device.withhold();
    try {
      await source.tell();
    } finally {
      if (!signal.aborted && device.current === current) {
        device.close();
        if (state.value.enabled) state.patch({ capture: { status: 'released' }, track: undefined });
      }
    }
  }
  function letGoLater(afterMs: number): void {
    keep();
    cancelRelease = context.environment.clock.after(afterMs, () => {
      lane
        .run({ kept: true }, async (signal) => {
          if (state.value.muted && !unmuting) await letGo(signal);
        })
        .catch(warn);
    });
  }
  async function tellMuted(signal: AbortSignal): Promise<void> {
    // An unmute has come since: the last intent wins.
    if (!state.value.muted || unmuting) return;
    const announced = source.tell();
    if (release !== true || !device.current) {
      if (release !== true && release !== false && !signal.aborted) letGoLater(release.afterMs);
      await announced;
      return;
    }
    // The device goes whatever the vendor says to the mute; what it refused is told again with that.
    await announced.catch(() => undefined);
    await letGo(signal);
  }
  return {
    get releases() {
      return release !== false;
    },
    mute(options = {}, by = 'self') {
      silence(by);
      release = options.release ?? context.release;
      return lane.run({ kept: true }, tellMuted);
    },
    unmute() {
      source.intents += 1;
      if (!state.value.enabled) {
        source.announcedMuted = false;
        if (state.value.muted) state.patch({ muted: false, mutedBy: undefined });
        return Promise.resolve();
      }
      unmuting ??= new AbortController();
      const own = unmuting;
      return lane
        .run({ signal: own.signal }, async (signal) => {
          keep();
          const opens = !device.current;
          if (opens) await source.bring(signal, open);
          device.offer();
          // It could not be opened before: nobody takes it for muted.
          if (!state.value.muted) return source.send();
          source.announcedMuted = false;
          gate.expectWrites();
          try {
            await source.tell();
          } catch (error) {
            if (!signal.aborted) {
              source.announcedMuted = true;
              gate.set(false);
              await (opens ? letGo(signal) : source.tell()).catch(warn);
            }
            throw error;
          }
          if (isGivenUp(signal)) return;
          gate.set(true);
          state.patch({ muted: false, mutedBy: undefined });
        })
        .finally(() => {
          if (unmuting === own) unmuting = undefined;
        });
    },
    lost(reason, error) {
      silence('device-lost');
      device.close();
      state.patch({ capture: { status: 'failed', reason, error }, track: undefined });
      return lane.run({ kept: true }, () => source.tell().catch(warn));
    },
    keep,
    reset() {
      keep();
      unmuting = undefined;
      release = context.release;
      source.announcedMuted = false;
    },
  };
}

import type { Capture } from './capture.ts';
import type { SourceState } from './source-state.ts';

/**
 * The open device of a source. Nothing that was installed here is forgotten: it is current, or it waits until nobody sends it
 * any more, or it was stopped.
 */
export interface OpenDevice {
  /** The device that is open. */
  readonly current: Capture | undefined;
  /** The one that legs are given: `current`, unless it is about to be let go. */
  readonly offered: Capture | undefined;
  /** Makes a capture the current one. The one before stays open until `settle` or `restore`. */
  install(capture: Capture): void;
  /** Legs have what they are given: what came before it is let go. */
  settle(): void;
  /** Takes the last `install` back: the one before is current again. False where it is gone by now. */
  restore(): boolean;
  /** Legs are given nothing from now on; the device stays open. */
  withhold(): void;
  /** Legs are given the device again. */
  offer(): void;
  /** Lets go of everything. */
  close(): void;
}

/** Makes one that is closed. */
export function createOpenDevice(state: SourceState): OpenDevice {
  let current: Capture | undefined;
  let offered: Capture | undefined;
  let before: readonly Capture[] = [];
  function show(capture: Capture): void {
    current = capture;
    offered = capture;
    const { raw, track } = capture;
    state.patch({
      capture: { status: raw.muted ? 'interrupted' : 'live' },
      track,
      deviceLabel: raw.label || undefined,
    });
  }
  function settle(): void {
    for (const capture of before) capture.stop();
    before = [];
  }
  return {
    get current() {
      return current;
    },
    get offered() {
      return offered;
    },
    install(capture) {
      if (current) before = [...before, current];
      show(capture);
    },
    settle,
    restore() {
      const last = before.at(-1);
      if (!last || last.raw.readyState === 'ended') return false;
      const failed = current;
      before = before.slice(0, -1);
      show(last);
      failed?.stop();
      return true;
    },
    withhold() {
      offered = undefined;
    },
    offer() {
      offered = current;
    },
    close() {
      settle();
      current?.stop();
      current = offered = undefined;
    },
  };
}

import type { AudioOutputElement, RtcEnvironment } from '../../src/environment/rtc-environment.ts';
import { createFakeEnvironment } from '../../src/testing/create-fake-environment.ts';
import { FakeMediaStream } from '../../src/testing/fake-media-stream.ts';

/**
 * Makes a browser for a bench: real time, so that a task is a task, and doubles that nobody keeps a list of, so that what
 * stays in memory is what core keeps.
 */
export function createBenchEnvironment(): RtcEnvironment {
  return {
    ...createFakeEnvironment().environment,
    clock: {
      now: () => performance.now(),
      after(delayMs, run) {
        if (delayMs === 0) {
          const soon = setImmediate(run);
          return () => {
            clearImmediate(soon);
          };
        }
        const later = setTimeout(run, delayMs);
        return () => {
          clearTimeout(later);
        };
      },
    },
    createMediaStream: (tracks) => new FakeMediaStream(tracks),
    createAudioElement: () => new BenchAudioElement(),
  };
}

const plays = Promise.resolve();

/** An element that costs nothing, as it would be a browser's own work: whom core is measured against makes none. */
class BenchAudioElement implements AudioOutputElement {
  autoplay = false;
  muted = false;
  volume = 1;
  paused = true;
  srcObject: MediaProvider | null = null;

  play(): Promise<void> {
    this.paused = false;
    return plays;
  }

  pause(): void {
    this.paused = true;
  }

  addEventListener(): void {
    // Nothing ever happens to it.
  }

  removeEventListener(): void {
    // As above.
  }
}

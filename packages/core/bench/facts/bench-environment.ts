import type { RtcEnvironment } from '../../src/environment/rtc-environment.ts';
import { createFakeEnvironment } from '../../src/testing/create-fake-environment.ts';
import { FakeAudioElement } from '../../src/testing/fake-audio-element.ts';
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
    createAudioElement: () =>
      new FakeAudioElement({ blocked: () => false, ignoresVolume: false, checkSink: undefined }),
  };
}

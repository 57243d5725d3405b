import type { MediaProcessor } from '@jackfield/core';
import { keepRunning } from './keep-running.ts';
import { noiseCost } from './noise-cost.ts';
import { createNoiseNode } from './noise-node.ts';
import type { ProcessorReports } from './processor-reports.ts';
import { watchDrift } from './watch-drift.ts';

/** Half of the time that 10 ms of sound last: the rest is for everything else. Milliseconds. */
const limitMs = 5;

/**
 * Takes away what is no voice: fans, keys, the street. Rejects, after `onslow`, where the machine is too slow for it; what was
 * sent before goes on then.
 */
export function removeNoise({ oncost, onslow }: ProcessorReports = {}): MediaProcessor {
  return {
    async start(raw, { signal }) {
      const cost = await noiseCost();
      signal.throwIfAborted();
      oncost?.(cost);
      if (cost > limitMs) {
        onslow?.();
        throw new Error('This machine is too slow to remove noise.');
      }
      const context = new AudioContext({ sampleRate: 48_000 });
      try {
        const node = await createNoiseNode(context);
        signal.throwIfAborted();
        const destination = new MediaStreamAudioDestinationNode(context, { channelCount: 1 });
        const [track] = destination.stream.getAudioTracks();
        if (!track) throw new Error('This browser makes no track of a sound.');
        const source = new MediaStreamAudioSourceNode(context, { mediaStream: new MediaStream([raw]) });
        source.connect(node).connect(destination);
        const rest = keepRunning(context);
        const unwatch = watchDrift(context, () => onslow?.());
        return {
          track,
          stop() {
            unwatch();
            rest();
            source.disconnect();
            node.destroy();
            void context.close();
          },
        };
      } catch (error) {
        void context.close();
        throw error;
      }
    },
  };
}

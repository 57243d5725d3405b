import type { MediaProcessor, ProcessedTrack } from '../face/media-processor.ts';

/**
 * Makes one processor of several: each gets what the one before it gives. When one cannot start those before it are ended,
 * and the chain fails as a whole: nothing passes half processed.
 */
export function chainProcessors(...processors: readonly MediaProcessor[]): MediaProcessor {
  return {
    async start(raw, context) {
      const started: ProcessedTrack[] = [];
      let track = raw;
      const stop = (): void => {
        // From the end, so that none is fed by one that is gone.
        for (const processed of started.splice(0).reverse()) {
          processed.track.stop();
          processed.stop();
        }
      };
      try {
        for (const processor of processors) {
          const processed = await processor.start(track, context);
          started.push(processed);
          context.signal.throwIfAborted();
          track = processed.track;
        }
      } catch (error) {
        stop();
        throw error;
      }
      // Ends when any of them does: what comes after it would show its last picture for ever.
      const [last] = started.slice(-1);
      for (const { track: output } of started.slice(0, -1)) {
        output.addEventListener('ended', () => last?.track.dispatchEvent(new Event('ended')), { once: true });
      }
      return { track, stop };
    },
  };
}

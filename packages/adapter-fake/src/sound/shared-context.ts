/** An audio context that several sounds share: made for the first, closed with the last. */
export interface SharedContext {
  /** Holds it open. Give each hold back once. */
  hold(): AudioContext;
  /** Gives one hold back. */
  release(): void;
}

/** Shares one audio context: each has a thread and a stream to the loudspeakers of its own, and a page may open a few only. */
export function createSharedContext(): SharedContext {
  let context: AudioContext | undefined;
  let holds = 0;
  return {
    hold() {
      holds += 1;
      context ??= new AudioContext();
      return context;
    },
    release() {
      holds -= 1;
      if (holds > 0) return;
      void context?.close();
      context = undefined;
    },
  };
}

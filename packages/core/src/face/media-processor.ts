/**
 * Changes what a device gives before anybody sees it: background blur, noise removal. It runs between the device and the
 * gate, so that mute holds whatever it does.
 */
export interface MediaProcessor {
  /**
   * Begins to process. Called again, with another track, each time the device is opened anew.
   * Has 30 s to settle; what it gives later is stopped.
   * @param track - what the device gives. The processor must not stop it.
   * @param context - its signal aborts when nobody waits for the start any more.
   */
  start(
    track: MediaStreamTrack,
    context: { readonly signal: AbortSignal },
  ): ProcessedTrack | Promise<ProcessedTrack>;
}

/** A track that a processor made from another. */
export interface ProcessedTrack {
  /** The track that is sent and previewed instead. Of the same kind as the track that it was made from. */
  readonly track: MediaStreamTrack;
  /** Ends the processing. Called once; core stops the tracks itself. */
  stop(): void;
}

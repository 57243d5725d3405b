/** The reports of a processor while it runs. */
export interface ProcessorReports {
  /** The cost of one frame, on the average of the last second: of a picture, or of 10 ms of sound. Milliseconds. */
  readonly oncost?: ((milliseconds: number) => void) | undefined;
  /** Called once in a run, when the machine cannot keep up. It goes on as well as it can until it is stopped. */
  readonly onslow?: (() => void) | undefined;
}

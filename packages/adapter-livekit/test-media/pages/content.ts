/** A picture and a tone that a receiver can tell from everybody else's. */
export interface Content {
  /** The hue of the whole picture, degrees. */
  readonly hue: number;
  /** The tone, hertz. */
  readonly tone: number;
}

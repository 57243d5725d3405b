/** The generated lies of which something is known, by name. */
export interface KnownLies {
  /** The clause that catches it. */
  readonly caught: Readonly<Record<string, string>>;
  /** Why it changes nothing that anybody could notice. */
  readonly equivalent: Readonly<Record<string, string>>;
  /** The lies that the contract does not notice, and should. */
  readonly open: Readonly<Record<string, string>>;
  /** Why they were never told: over the fake nothing is said that could be other than it is. */
  readonly withoutOccasion: Readonly<Record<string, string>>;
}

/** The rule by which people of a leg are taken for the same as people of another leg. */
export interface Identity {
  /** Tells whether the vendor vouches for user ids. Only then is a user id enough. */
  readonly attested: boolean;
  /** The app's own judgement of two user ids, the one of this leg first; beside `attested`. */
  readonly samePerson?: ((userId: string, other: string) => boolean) | undefined;
}

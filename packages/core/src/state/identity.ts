/** Who of a leg is taken for the same person as somebody on another leg. */
export interface Identity {
  /** Whether the vendor vouches for user ids. Only then is a user id enough. */
  readonly attested: boolean;
  /** The app's own judgement of two user ids, the one of this leg first; beside `attested`. */
  readonly samePerson?: ((userId: string, other: string) => boolean) | undefined;
}

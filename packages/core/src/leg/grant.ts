/** Something that wants a place in a limited number of subscriptions. */
export interface Claim {
  /** The name of what is granted. */
  readonly name: string;
  /** The app asked for it itself. */
  readonly pinned: boolean;
  /** Its owner can be seen. */
  readonly seen: boolean;
  /** The last time that its owner spoke, as a running number; 0 for never. */
  readonly spokeAt: number;
}

/**
 * Decides who gets a place: what the app asked for itself, then whom somebody looks at, then recent speakers, then the others in the
 * order in which they came. Undefined where there is no limit.
 */
export function grant(limit: number, claims: readonly Claim[]): ReadonlySet<string> | undefined {
  if (claims.length <= limit) return undefined;
  const before = (one: Claim, other: Claim): number =>
    Number(other.pinned) - Number(one.pinned) ||
    Number(other.seen) - Number(one.seen) ||
    other.spokeAt - one.spokeAt;
  return new Set(
    [...claims]
      .sort(before)
      .slice(0, limit)
      .map(({ name }) => name),
  );
}

/**
 * The rules of a fail-over. Data alone, so that a server can hand it out and it can change without a release. Routes are named as the
 * adapters are, or as {@link FailoverRoute.route} says.
 */
export interface FailoverPolicy {
  /** The routes in the order in which they are tried. One that is not listed is never used. */
  readonly order: readonly string[];
  /**
   * The share of users, in per cent, that goes to a route first: a canary. Who is in it stays in it while the share grows. Together at
   * most 100; everybody else takes the order as it is. None where left out.
   */
  readonly weights?: Readonly<Record<string, number>> | undefined;
  /**
   * The thing that a canary is drawn by. `user` where left out: each user for themselves. `room`: everybody in a room together, for vendors
   * between which nobody can hear each other.
   */
  readonly drawnBy?: 'user' | 'room' | undefined;
  /** Changes who is drawn. Empty where left out. */
  readonly salt?: string | undefined;
  /** The regions of users that a route is for. One that is left out is for everybody, wherever they are. */
  readonly regions?: Readonly<Record<string, readonly string[]>> | undefined;
  /** Routes that nobody takes at present, whatever else is said: the kill switch. */
  readonly killed?: readonly string[] | undefined;
  /** Milliseconds that a route has for a join before the next one is tried; the last one has what is left of the join. 5,000 where left out. */
  readonly joinMs?: number | undefined;
  /** Milliseconds that an interruption in a call may last before the next route is taken. 8,000 where left out. */
  readonly interruptionMs?: number | undefined;
  /** Milliseconds that a change of route in a call may take. 20,000 where left out. */
  readonly handoverMs?: number | undefined;
  /** The time for which a route that has failed so often in a row is tried last. 3 times and 60,000 ms where left out. */
  readonly circuit?: { readonly failures: number; readonly openMs: number } | undefined;
}

/** The user for whom a route is chosen. */
export interface RouteUser {
  /** The app's id of the user. */
  readonly userId: string;
  /** The room, where the policy draws by room. */
  readonly room?: string | undefined;
  /** The region that they are in, in the policy's words. */
  readonly region?: string | undefined;
}

/** The bounds of a policy with everything that was left out. */
export function boundsOf(policy: FailoverPolicy): PolicyBounds {
  const {
    joinMs = 5_000,
    interruptionMs = 8_000,
    handoverMs = 20_000,
    circuit = { failures: 3, openMs: 60_000 },
  } = policy;
  return { joinMs, interruptionMs, handoverMs, circuit };
}

/** The bounds of a policy, all of them. */
export interface PolicyBounds {
  readonly joinMs: number;
  readonly interruptionMs: number;
  readonly handoverMs: number;
  readonly circuit: NonNullable<FailoverPolicy['circuit']>;
}

import type { CircuitState } from './circuits.ts';
import { checkPolicy } from './check-policy.ts';
import type { FailoverPolicy, RouteUser } from './policy.ts';
import { shareOf } from './share-of.ts';

/** The things that are known beside the policy. Everything may be left out. */
export interface RouteKnowledge {
  /** The past of each route. */
  readonly circuits?: ReadonlyMap<string, CircuitState> | undefined;
  /** The time of day, milliseconds since 1970, to judge circuits by. */
  readonly now?: number | undefined;
  /** Routes that this call has lost: they are tried last. */
  readonly lost?: readonly string[] | undefined;
}

/** A route and why it stands where it stands. */
export interface ExplainedRoute {
  /** Its name. */
  readonly route: string;
  /** The reason in one word. */
  readonly reason: 'order' | 'canary' | 'circuit-open' | 'lost' | 'killed' | 'region';
  /** The reason in a sentence, for a person. */
  readonly text: string;
}

/** The routes of a user. */
export interface RouteExplanation {
  /** The routes to try, in that order. */
  readonly routes: readonly ExplainedRoute[];
  /** Those that are not tried. */
  readonly refused: readonly ExplainedRoute[];
  /** The user's place among all, 0 to below 100: a canary of more per cent than that has them. */
  readonly share: number;
}

/**
 * Says which routes a user takes by a policy, in which order, and why. Pure: the same answer for the same user, wherever it is asked.
 * Throws `invalid-argument` for a policy that makes no sense.
 */
export function explainRoute(
  policy: FailoverPolicy,
  user: RouteUser,
  { circuits = new Map(), now = 0, lost = [] }: RouteKnowledge = {},
): RouteExplanation {
  checkPolicy(policy);
  const { order, killed = [], drawnBy = 'user', salt = '' } = policy;
  // A route may be called as something that every object has.
  const weights = new Map(Object.entries(policy.weights ?? {}));
  const regions = new Map(Object.entries(policy.regions ?? {}));
  const drawn = drawnBy === 'room' ? (user.room ?? user.userId) : user.userId;
  const share = shareOf(`${salt}/${drawn}`);
  const canary = canaryOf({ order, weights, share });
  const routes: ExplainedRoute[] = [];
  const refused: ExplainedRoute[] = [];
  for (const route of order) {
    const only = regions.get(route);
    if (killed.includes(route)) refused.push({ route, reason: 'killed', text: `${route} is switched off.` });
    else if (only && !only.includes(user.region ?? ''))
      refused.push({
        route,
        reason: 'region',
        text: `${route} is for ${only.join(', ') || 'no region'}; the user is in ${user.region ?? 'a region that is not known'}.`,
      });
    else if (route === canary)
      routes.unshift({
        route,
        reason: 'canary',
        text: `${String(weights.get(route))} per cent take ${route} first; the ${drawnBy} stands at ${share.toFixed(2)}.`,
      });
    else
      routes.push({
        route,
        reason: 'order',
        text: `${route} is number ${String(order.indexOf(route) + 1)} of the order.`,
      });
  }
  const late = routes.map((each): ExplainedRoute => {
    const { route } = each;
    if (lost.includes(route))
      return { route, reason: 'lost', text: `This call has lost ${route}: it is tried last.` };
    const { failures = 0, openUntil = 0 } = circuits.get(route) ?? {};
    if (openUntil <= now) return each;
    const seconds = String(Math.ceil((openUntil - now) / 1_000));
    return {
      route,
      reason: 'circuit-open',
      text: `${route} has failed ${String(failures)} times: for ${seconds} s more it is tried last.`,
    };
  });
  const last: Partial<Record<ExplainedRoute['reason'], number>> = { 'circuit-open': 1, lost: 2 };
  return {
    routes: late.sort((one, other) => (last[one.reason] ?? 0) - (last[other.reason] ?? 0)),
    refused,
    share,
  };
}

/** The route whose canary a user is in. */
function canaryOf({
  order,
  weights,
  share,
}: {
  readonly order: readonly string[];
  readonly weights: ReadonlyMap<string, number>;
  readonly share: number;
}): string | undefined {
  let upTo = 0;
  return order.find((route) => {
    const weight = weights.get(route) ?? 0;
    upTo += weight;
    return weight > 0 && share < upTo;
  });
}

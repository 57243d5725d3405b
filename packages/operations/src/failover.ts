/**
 * One adapter of several, with a policy that says which one carries a call, and a way to go on when it fails.
 *
 * @packageDocumentation
 */
export { memoryCircuits, storedCircuits, type CircuitState, type CircuitStore } from './failover/circuits.ts';
export {
  explainRoute,
  type ExplainedRoute,
  type RouteExplanation,
  type RouteKnowledge,
} from './failover/explain-route.ts';
export { failover, type FailoverRoute } from './failover/failover.ts';
export type { FailoverOptions, RouteDecision } from './failover/failover-parts.ts';
export { followRoutes, type FollowOptions } from './failover/follow-routes.ts';
export type { FailoverPolicy, RouteUser } from './failover/policy.ts';
export type { RouteLoss } from './failover/route-loss.ts';

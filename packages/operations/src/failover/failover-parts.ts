import type {
  JoinRequest,
  RtcAdapter,
  RtcCapabilities,
  RtcDriverEnvironment,
  RtcError,
} from '@jackfield/core/adapter';
import type { CircuitStore } from './circuits.ts';
import type { ExplainedRoute, RouteExplanation } from './explain-route.ts';
import type { MergedManifest } from './merge-manifests.ts';
import type { FailoverPolicy, PolicyBounds, RouteUser } from './policy.ts';

/** The parts that the drivers of one fail-over adapter share. */
export interface FailoverParts {
  /** The adapter that they are drivers of. */
  adapter(): RtcAdapter;
  readonly capabilities: RtcCapabilities;
  /** Tells whether anybody takes a call elsewhere when its route is lost. */
  isFollowed(): boolean;
  /** Chooses the routes of a join. */
  choose(request: JoinRequest, environment: RtcDriverEnvironment): Promise<ChosenRoutes>;
}

/** The routes that were chosen for a join. */
export interface ChosenRoutes {
  readonly routes: readonly (ExplainedRoute & { readonly adapter: RtcAdapter })[];
  readonly refused: readonly ExplainedRoute[];
  readonly bounds: PolicyBounds;
  /** Makes the adapter that carries a call on that has lost a route; undefined where there is no other route. */
  after(route: string): RtcAdapter | undefined;
  /** A route has failed. */
  failed(route: string): void;
  /** A route has taken the call, after so many failures of others. */
  worked(route: string, failures: readonly RtcError[]): void;
  /** No route has. */
  gaveUp(failures: readonly RtcError[]): void;
}

/** The parts that the adapters of one fail-over share: the one that an app has, and those that carry its calls on. */
export interface Family {
  /** The adapters by route. */
  readonly routes: ReadonlyMap<string, RtcAdapter>;
  /** Gives the policy of the moment. Throws `invalid-argument`. */
  present(): FailoverPolicy;
  /** Gives the policy of the moment for a call that goes on, or the last one that made sense. */
  latest(): FailoverPolicy;
  readonly options: FailoverOptions;
  readonly manifest: MergedManifest;
  /** The number of sessions whose route is changed when it is lost. */
  followers: number;
}

/** The surroundings of a fail-over. Everything may be left out. */
export interface FailoverOptions {
  /** The memory of what failed, across joins. Nothing is remembered where left out. */
  readonly circuits?: CircuitStore | undefined;
  /** Says which region a user is in. */
  readonly regionOf?: ((user: Pick<RouteUser, 'userId' | 'room'>) => string | undefined) | undefined;
  /** Hears what was decided for each join, for a log. */
  readonly onDecision?: ((decision: RouteDecision) => void) | undefined;
}

/** The decision for one join. */
export interface RouteDecision {
  /** The user. */
  readonly user: RouteUser;
  /** The route that has the call; undefined where none took it. */
  readonly route: string | undefined;
  /** The routes as the policy has them, and why. */
  readonly explanation: RouteExplanation;
  /** The reasons for which those before did not take it, in the order in which they were tried. */
  readonly failures: readonly RtcError[];
}

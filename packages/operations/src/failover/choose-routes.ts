import type { JoinRequest, RtcAdapter, RtcDriverEnvironment } from '@jackfield/core/adapter';
import { isState, type CircuitState } from './circuits.ts';
import { explainRoute } from './explain-route.ts';
import type { ChosenRoutes, Family } from './failover-parts.ts';
import { boundsOf } from './policy.ts';

interface Choosing {
  readonly family: Family;
  /** The routes that the call has lost. */
  readonly lost: readonly string[];
  readonly request: JoinRequest;
  readonly environment: RtcDriverEnvironment;
  /** Makes the adapter that carries a call on that has lost these routes. */
  carryOn(lost: readonly string[]): RtcAdapter;
}

/** The time that the app's store has to answer, milliseconds: a join does not wait for its memory. */
const storeMs = 500;

/** Chooses the routes of a join by the policy and by what is remembered. */
export async function chooseRoutes({
  family,
  lost,
  request,
  environment,
  carryOn,
}: Choosing): Promise<ChosenRoutes> {
  const { options, routes } = family;
  const policy = lost.length > 0 ? family.latest() : family.present();
  const { userId, room } = request;
  const user = { userId, room, region: options.regionOf?.({ userId, room }) };
  const circuits = await readCircuits(family, environment);
  const explanation = explainRoute(policy, user, { circuits, now: environment.wallNow(), lost });
  const bounds = boundsOf(policy);
  const keep = (route: string, state: CircuitState): void => {
    circuits.set(route, state);
    // The store is the app's: what fails there is no failure of a call.
    void attempt(() => options.circuits?.set(route, state));
  };
  const decide = (route: string | undefined, failures: Parameters<ChosenRoutes['gaveUp']>[0]): void => {
    void attempt(() => options.onDecision?.({ user, route, explanation, failures }));
  };
  return {
    routes: explanation.routes.flatMap((each) => {
      const adapter = routes.get(each.route);
      return adapter ? [{ ...each, adapter }] : [];
    }),
    refused: explanation.refused,
    bounds,
    after(route) {
      const gone = [...lost.filter((each) => each !== route), route];
      const rest = explainRoute(family.latest(), user).routes.filter((each) => each.route !== route);
      return rest.length > 0 ? carryOn(gone) : undefined;
    },
    failed(route) {
      const failures = (circuits.get(route)?.failures ?? 0) + 1;
      const isOpen = failures >= bounds.circuit.failures;
      keep(route, { failures, openUntil: isOpen ? environment.wallNow() + bounds.circuit.openMs : 0 });
    },
    worked(route, failures) {
      if (circuits.has(route)) keep(route, { failures: 0, openUntil: 0 });
      decide(route, failures);
    },
    gaveUp(failures) {
      decide(undefined, failures);
    },
  };
}

async function readCircuits(
  { options, routes }: Family,
  { clock }: RtcDriverEnvironment,
): Promise<Map<string, CircuitState>> {
  const known = new Map<string, CircuitState>();
  const { circuits } = options;
  if (!circuits) return known;
  let undo = (): void => undefined;
  const late = new Promise<void>((resolve) => {
    undo = clock.after(storeMs, resolve);
  });
  const read = [...routes.keys()].map((route) =>
    attempt(async () => {
      const state = await circuits.get(route);
      if (isState(state)) known.set(route, state);
    }),
  );
  await Promise.race([late, Promise.all(read)]);
  undo();
  return known;
}

/** Runs something of the app's, whatever becomes of it. */
async function attempt(run: () => unknown): Promise<void> {
  try {
    await run();
  } catch {
    // A memory or a log that fails is the app's to look after; the call goes on without.
  }
}

import {
  RtcError,
  toRtcError,
  type JoinRequest,
  type JoinResult,
  type RtcDriver,
  type RtcDriverEnvironment,
  type RtcDriverSink,
} from '@jackfield/core/adapter';
import { claimsMethod } from '@jackfield/core/adapter-kit';
import { driverMethods, type DriverMethod } from '../shared/driver-methods.ts';
import { tellFact, type Fact } from '../shared/through-sink.ts';
import { createAttempt, type Attempt } from './attempt.ts';
import type { ChosenRoutes, FailoverParts } from './failover-parts.ts';
import { mayBeTakenOver, mayGoOn } from '../shared/may-go-on.ts';
import { makeLoss, routeLost, type RouteLoss } from './route-loss.ts';

/** Makes the driver of one leg: it joins over the first route that takes the call, and is that route's from then on. */
export function createFailoverDriver(
  parts: FailoverParts,
  sink: RtcDriverSink,
  environment: RtcDriverEnvironment,
): RtcDriver {
  const { adapter, capabilities } = parts;
  const { name } = adapter();
  const attempts = new Set<Attempt>();
  const retiring = new Set<Promise<void>>();
  let routes: ChosenRoutes | undefined;
  let current: Attempt | undefined;
  let route = '';
  let joined = false;
  let over = false;
  let told = false;
  let interrupted = false;
  let undoTimer: () => void = () => undefined;

  const chosen = (): RtcDriver => {
    if (joined && !over && current?.driver) return current.driver;
    throw new RtcError({ code: 'invalid-state', message: 'This leg has not joined.', adapter: name });
  };
  function retire(attempt: Attempt): void {
    const gone = attempt.retire().finally(() => {
      retiring.delete(gone);
      attempts.delete(attempt);
    });
    retiring.add(gone);
  }
  /** The route has failed in the call: whoever follows takes the call elsewhere, where there is somewhere to go. */
  function lose(reason: RouteLoss['reason']): boolean {
    undoTimer();
    if (told || over || !parts.isFollowed()) return false;
    const next = routes?.after(route);
    if (!next) return false;
    told = true;
    routes?.failed(route);
    const { handoverMs } = routes?.bounds ?? { handoverMs: 0 };
    sink.vendorEvent({
      name: routeLost,
      payload: makeLoss({ route, reason }, { adapter: adapter(), next, handoverMs, failed }),
    });
    return true;
  }
  /** Nobody took the call: it is still this route's, and lost anew when it fails again or goes on failing. */
  function failed(): void {
    told = false;
    if (interrupted) wait();
  }
  function wait(): void {
    undoTimer();
    if (!over && routes)
      undoTimer = environment.clock.after(routes.bounds.interruptionMs, () => lose('interrupted'));
  }
  function tell(fact: Fact): void {
    if (fact.name === 'connectionRestored' || fact.name === 'ended') {
      interrupted = false;
      undoTimer();
    }
    if (fact.name === 'connectionInterrupted') {
      interrupted = true;
      wait();
    }
    if (fact.name !== 'ended') {
      tellFact(sink, fact);
      return;
    }
    const { reason, error } = fact.data;
    // Whoever follows begins to take over while this is told, also where others are being told something: then the end may come.
    if (joined && mayBeTakenOver(reason, error) && lose('ended'))
      void Promise.resolve().then(() => end(fact));
    else tellFact(sink, fact);
  }
  function end(fact: Fact): void {
    if (!over) tellFact(sink, fact);
  }
  async function joinOver(request: JoinRequest, found: ChosenRoutes): Promise<JoinResult> {
    const failures: RtcError[] = [];
    for (const [index, next] of found.routes.entries()) {
      const attempt = createAttempt({
        adapter: next.adapter,
        environment,
        tell,
        ends: ({ reason, error }) => !mayBeTakenOver(reason, error),
      });
      attempts.add(attempt);
      current = attempt;
      route = next.route;
      try {
        const isLast = index === found.routes.length - 1;
        const result = await attempt.join(request, isLast ? undefined : found.bounds.joinMs);
        found.worked(route, failures);
        return result;
      } catch (cause) {
        retire(attempt);
        const error = toRtcError(cause, { message: `Joining over ${route} failed.`, adapter: route });
        failures.push(error);
        if (request.signal.aborted || over || !mayGoOn(error)) {
          found.gaveUp(failures);
          throw named(error, name);
        }
        found.failed(route);
      }
    }
    found.gaveUp(failures);
    const last = failures.at(-1);
    throw last ? named(last, name) : noRoute(name, found);
  }
  const methods = driverMethods
    .filter((method) => claimsMethod(capabilities, method))
    .map((method): readonly [DriverMethod, unknown] => [
      method,
      async (...given: readonly unknown[]): Promise<unknown> => {
        const driver = chosen();
        const call: unknown = driver[method];
        // What the chosen one has nothing for, and nobody claims: signals that it does not tell.
        return typeof call === 'function'
          ? (Reflect.apply(call, driver, given) as Promise<unknown>)
          : undefined;
      },
    ]);
  return {
    ...(Object.fromEntries(methods) as Pick<RtcDriver, DriverMethod>),
    get native() {
      return current?.driver?.native;
    },
    async doJoin(request) {
      request.signal.throwIfAborted();
      routes = await parts.choose(request, environment);
      request.signal.throwIfAborted();
      if (over) throw new RtcError({ code: 'aborted', message: 'Joining was given up.', adapter: name });
      const result = await joinOver(request, routes);
      joined = true;
      current?.begin();
      return result;
    },
    async doLeave() {
      over = true;
      undoTimer();
      const present = current;
      if (joined) await present?.driver?.doLeave();
      else if (present) retire(present);
      await Promise.all(retiring);
    },
    doAbandon() {
      over = true;
      undoTimer();
      for (const attempt of attempts) attempt.abandon();
    },
    dispose() {
      over = true;
      undoTimer();
      for (const attempt of attempts) attempt.dispose();
      attempts.clear();
    },
  };
}

/** The error of a route as one of this adapter. */
function named(error: RtcError, adapter: string): RtcError {
  const { code, message, retryable, vendorCode } = error;
  return new RtcError({ code, message, retryable, vendorCode, adapter, cause: error });
}

function noRoute(adapter: string, { refused }: ChosenRoutes): RtcError {
  const why = refused.map(({ text }) => text).join(' ');
  return new RtcError({
    code: 'unsupported',
    message: `The policy has no route for this user. ${why}`.trim(),
    adapter,
  });
}

import { RtcError } from '@jackfield/core';
import type { RtcAdapter } from '@jackfield/core/adapter';
import { checkPolicy } from './check-policy.ts';
import type { FailoverOptions } from './failover-parts.ts';
import { memberOf } from './family.ts';
import { mergeManifests } from './merge-manifests.ts';
import type { FailoverPolicy } from './policy.ts';

/** An adapter under a name of its own, where two adapters have the same one. */
export interface FailoverRoute {
  /** The name in the policy. */
  readonly route: string;
  /** The adapter. */
  readonly adapter: RtcAdapter;
}

/**
 * Makes one adapter of several: each join goes to the first route of the policy that takes it. One that cannot be reached, refuses for a
 * reason that may pass, or is slow is passed over; whoever was kicked or replaced, or refused for their credential or their room, is
 * refused. What it claims is what all of them have. In a call {@link followRoutes} changes the route.
 *
 * Throws `invalid-argument` for a policy that makes no sense or names a route that is not there, and for adapters that have nothing in
 * common.
 *
 * @param adapters - the adapters, each named once.
 * @param policy - the rules, or a function that gives those of the moment; it is asked at each join.
 */
export function failover(
  adapters: readonly (RtcAdapter | FailoverRoute)[],
  policy: FailoverPolicy | (() => FailoverPolicy),
  options: FailoverOptions = {},
): RtcAdapter {
  const routes = new Map<string, RtcAdapter>();
  for (const each of adapters) {
    const { route, adapter } = 'adapter' in each ? each : { route: each.name, adapter: each };
    if (routes.has(route)) refuse(`Two routes are named ${route}: give them names of their own.`);
    routes.set(route, adapter);
  }
  let good: FailoverPolicy | undefined;
  const present = (): FailoverPolicy => {
    const given = typeof policy === 'function' ? policy() : policy;
    checkPolicy(given);
    for (const route of given.order)
      if (!routes.has(route)) refuse(`policy.order names ${route}, which is no adapter.`);
    good = given;
    return given;
  };
  present();
  const latest = (): FailoverPolicy => {
    try {
      return present();
    } catch (error) {
      // A call that loses its route is not lost to a policy that cannot be read; the next join tells of that.
      if (!good) throw error;
      return good;
    }
  };
  const manifest = mergeManifests([...routes.values()]);
  return memberOf({ routes, present, latest, options, manifest, followers: 0 }, []);
}

function refuse(message: string): never {
  throw new RtcError({ code: 'invalid-argument', message });
}

import { RtcError } from '@jackfield/core';
import type { RtcAdapter, SupportReport } from '@jackfield/core/adapter';
import { chooseRoutes } from './choose-routes.ts';
import { createFailoverDriver } from './failover-driver.ts';
import type { Family } from './failover-parts.ts';

const families = new WeakMap<RtcAdapter, Family>();

/** Makes one of them, whose joins try the routes last that a call has lost. */
export function memberOf(family: Family, lost: readonly string[]): RtcAdapter {
  const { routes, manifest } = family;
  const { order } = family.latest();
  const names = [...order.filter((route) => !lost.includes(route)), ...lost];
  const adapter: RtcAdapter = Object.freeze<RtcAdapter>({
    specificationVersion: 1,
    name: nameOf(names),
    capabilities: Object.freeze(manifest.capabilities),
    limits: Object.freeze(manifest.limits),
    checkSupport: () => supportOf([...routes.values()]),
    async preload() {
      // The others are loaded when they are needed, and what fails here is passed over by the join.
      await routes
        .get(names[0] ?? '')
        ?.preload()
        .catch(() => undefined);
    },
    createDriver: (sink, environment) =>
      createFailoverDriver(
        {
          adapter: () => adapter,
          capabilities: manifest.capabilities,
          isFollowed: () => family.followers > 0,
          choose: (request) =>
            chooseRoutes({ family, lost, request, environment, carryOn: (gone) => memberOf(family, gone) }),
        },
        sink,
        environment,
      ),
  });
  families.set(adapter, family);
  return adapter;
}

/** A name for errors and tables: short, whatever the routes are called. */
function nameOf(routes: readonly string[]): string {
  const name = routes.join('-or-').toLowerCase();
  return name.replaceAll(/[^a-z0-9-]/g, '-').slice(0, 32);
}

/** Begins to follow the losses of an adapter. Throws `invalid-argument` for one that `failover` did not make. */
export function followFamily(adapter: RtcAdapter): FollowedFamily {
  const family = families.get(adapter);
  if (!family)
    throw new RtcError({
      code: 'invalid-argument',
      message: 'Only an adapter that failover() made has routes to follow.',
    });
  family.followers += 1;
  let over = false;
  return {
    has: (other) => families.get(other) === family,
    undo() {
      if (!over) family.followers -= 1;
      over = true;
    },
  };
}

/** A family whose losses are followed. */
export interface FollowedFamily {
  /** Tells whether an adapter is one of it. */
  has(adapter: RtcAdapter): boolean;
  /** Ends the following. Idempotent. */
  undo(): void;
}

async function supportOf(adapters: readonly RtcAdapter[]): Promise<SupportReport> {
  const reports = await Promise.all(adapters.map((adapter) => adapter.checkSupport()));
  const supported = reports.some((report) => report.supported);
  return { supported, problems: supported ? [] : reports.flatMap(({ problems }) => problems) };
}

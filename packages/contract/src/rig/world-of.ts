import { ContractFailure } from '../run/contract-failure.ts';
import { actionsOf, isAlwaysThere } from './world-members.ts';
import type { World } from './world.ts';

/** A world of which only some can be brought about. The rest fails when it is used: a rig's `cannot` list must name it. */
export function worldOf(members: Partial<World>): World {
  return new Proxy(members as World, {
    get(target, key) {
      const value: unknown = Reflect.get(target, key);
      // A promise that gives a world must not take it for another promise.
      if (value !== undefined || typeof key === 'symbol' || key === 'then') return value;
      return () => Promise.reject(new ContractFailure(missing(key)));
    },
  });
}

function missing(key: string): string {
  if (isAlwaysThere(key)) return `This rig has no "${key}", which every rig needs.`;
  const actions = actionsOf(key).map((action) => `"${action}"`);
  const list = actions.length > 0 ? actions.join(' or ') : `"${key}"`;
  return `This rig has no "${key}": its cannot list should say ${list}, with the reason.`;
}

import type { Rig, RigFactory, World } from '@jackfield/contract';
import type { RtcAdapter } from '@jackfield/core/adapter';

/** Something between core and the adapter of a rig, made anew for each. */
export interface Wrapping {
  wrap(adapter: RtcAdapter): RtcAdapter;
  /** The members of the world that are others with it. */
  world?(world: World, rig: Rig): Partial<World>;
}

/** The rigs of an adapter with something between it and core: the whole contract has to hold as it did without. */
export function wrappedRigs(base: RigFactory, name: string, create: () => Wrapping): RigFactory {
  const adapter = base.adapter as RtcAdapter;
  return {
    ...base,
    name: `${name} over ${base.name}`,
    adapter: create().wrap(adapter),
    async create({ middleware } = {}) {
      const wrapping = create();
      const rig = await base.create({
        middleware: (inner, page) => {
          const wrapped = wrapping.wrap(inner);
          return middleware?.(wrapped, page) ?? wrapped;
        },
      });
      return {
        ...rig,
        adapter: wrapping.wrap(rig.adapter),
        world: { ...rig.world, ...wrapping.world?.(rig.world, rig) },
        get sides() {
          return rig.sides;
        },
      };
    },
  };
}

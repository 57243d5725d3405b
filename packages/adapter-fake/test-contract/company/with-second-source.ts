import { checkEqual, type Clause, type Rig, type Side } from '@jackfield/contract';
import type { SourceKind } from '@jackfield/core';

/** Returns the source that is the second one where a clause is about another. */
export function secondOf(source: SourceKind): 'microphone' | 'camera' {
  return source === 'microphone' ? 'camera' : 'microphone';
}

/**
 * Returns a clause whose sides have a second source on from the start. Whatever happens to the one that it is about happens to no
 * other one: whoever is in a call at its end sends the second one still.
 */
export function withSecondSource(clause: Clause, second: 'microphone' | 'camera'): Clause {
  return {
    ...clause,
    async run(rig) {
      const sides: Side[] = [];
      await clause.run(
        withSides(rig, async (side) => {
          await side.session[second].enable();
          sides.push(side);
        }),
      );
      for (const side of sides)
        if (side.session.state.status === 'joined') await checkSent(rig, side, second);
    },
  };
}

/** A rig that does something with each side before its clause has it. */
function withSides(rig: Rig, prepare: (side: Side) => Promise<void>): Rig {
  return new Proxy(rig, {
    get(target, key) {
      if (key !== 'side') return Reflect.get(target, key, target) as unknown;
      return async (...options: Parameters<Rig['side']>) => {
        const side = await target.side(...options);
        await prepare(side);
        return side;
      };
    },
  });
}

async function checkSent(rig: Rig, side: Side, source: 'microphone' | 'camera'): Promise<void> {
  checkEqual(
    await rig.world.wire(side, source),
    { published: true, muted: false, sending: true },
    `What leaves ${side.userId} for the ${source}, to which nothing happened`,
  );
}

import type { BareDriver } from '../rig/bare-driver.ts';
import { checkThere } from './check.ts';
import type { Rig } from '../rig/rig.ts';
import { resolves, eventually } from './scene.ts';

/** What goes with a call of core's, never given up. */
export const call = (): { readonly signal: AbortSignal } => ({ signal: new AbortController().signal });

/** A bare driver that has joined. */
export async function bareJoined(rig: Rig): Promise<BareDriver> {
  const bare = await rig.bare();
  await resolves(rig, bare.join(), 'Joining a driver', rig.timeouts.join);
  return bare;
}

/** Takes drivers down, as core would. */
export async function ended(rig: Rig, ...bares: readonly BareDriver[]): Promise<void> {
  for (const { driver } of bares) {
    await resolves(rig, driver.doLeave(), 'Leaving', rig.timeouts.leave);
    driver.dispose();
  }
}

/** Everything a driver says of a user so far: the names of the facts. */
export function saysOf(bare: BareDriver, userId: string): readonly string[] {
  const ids = new Set(
    bare
      .of('participantJoined')
      .filter((fact) => fact.userId === userId)
      .map(({ remoteId }) => remoteId),
  );
  return bare.facts.flatMap(({ name, fact }) =>
    'remoteId' in fact && ids.has(fact.remoteId ?? '') ? [name] : [],
  );
}

/** Waits until a driver tells of a user, and gives its id of them. */
export async function remoteIdOf(rig: Rig, bare: BareDriver, userId: string): Promise<string> {
  await eventually(rig, `the driver tells of ${userId}`, () =>
    bare.of('participantJoined').some((fact) => fact.userId === userId),
  );
  return checkThere(
    bare
      .of('participantJoined')
      .filter((fact) => fact.userId === userId)
      .at(-1)?.remoteId,
    `The id of ${userId}`,
  );
}

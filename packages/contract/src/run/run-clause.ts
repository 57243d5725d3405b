import { isRtcError } from '@jackfield/core';
import type { Clause } from '../clauses/clause.ts';
import { coreOf } from '../rig/core-copy.ts';
import type { BareDriver } from '../rig/bare-driver.ts';
import { failureContext } from './failure-context.ts';
import { overlay } from '../rig/middleware.ts';
import { ContractFailure } from './contract-failure.ts';
import type { Rig, RigFactory, RigOptions } from '../rig/rig.ts';
import { eventually, resolves } from './scene.ts';

/** The number of calls of `settle` after which what is still open is given the time that an SDK's own timers take. */
const restRound = 8;

/**
 * Runs one clause on a rig of its own: what the clause says, then what every clause says: core had to keep nothing from
 * the app that the clause did not bring about, and after disposal nothing is open and nobody is at the vendor. Throws a ContractFailure when the law
 * is broken.
 */
export async function runClause(
  clause: Clause,
  factory: RigFactory,
  options: RigOptions = {},
): Promise<void> {
  const made = await factory.create(options);
  const bares: BareDriver[] = [];
  const rig = overlay(made, {
    async bare() {
      const bare = await made.bare();
      bares.push(bare);
      return bare;
    },
  });
  try {
    await clause.run(rig);
    checkContained(clause, rig);
    await checkNothingLeft(rig, factory);
  } catch (error) {
    const context = failureContext(clause, rig, bares);
    if (error instanceof ContractFailure) throw error.with(context);
    if (!isRtcError(error)) throw error;
    const refused = `A call was refused that should not be: ${error.code}: ${error.message}`;
    throw new ContractFailure(refused, error.cause).with(context);
  } finally {
    await rig.dispose();
  }
}

function checkContained({ contains = [] }: Clause, rig: Rig): void {
  const counted = rig.sides.flatMap((side) =>
    Object.entries(coreOf(side).containments(side.session)).map(([name, count]) => ({
      name,
      count,
      userId: side.userId,
    })),
  );
  const lies = counted.filter(({ name }) => !contains.includes(name));
  if (lies.length > 0) {
    const list = lies
      .map(({ name, count, userId }) => `${name} (${String(count)}, from ${userId})`)
      .join(', ');
    throw new ContractFailure(`Core had to keep something of the adapter's from the app: ${list}.`);
  }
  const missed = contains.filter((name) => !counted.some((each) => each.name === name));
  if (missed.length > 0) {
    throw new ContractFailure(`Core should have kept from the app, and counted: ${missed.join(', ')}.`);
  }
}

async function checkNothingLeft(rig: Rig, factory: RigFactory): Promise<void> {
  for (const { session } of rig.sides)
    await resolves(rig, session.dispose(), 'Disposing', 2 * rig.timeouts.leave);
  for (const { userId } of rig.sides) {
    const nobody = async (): Promise<boolean> => (await rig.world.presences(userId)) === 0;
    await eventually(rig, `after disposal nobody of ${userId} is at the vendor`, nobody, rig.departure);
  }
  if (factory.cannot.some(({ action }) => action === 'leftovers')) return;
  for (const side of rig.sides) {
    // What an SDK closes it may close a little later.
    let open = await rig.world.leftovers(side);
    for (let round = 0; round < rig.patience && open.length > 0; round += 1) {
      if (round === restRound) await rig.rest?.();
      await rig.settle();
      open = await rig.world.leftovers(side);
    }
    if (open.length > 0)
      throw new ContractFailure(`After disposal ${side.userId} has something open: ${open.join(', ')}.`);
  }
}

import { clauses, notRun, runClause, type Clause, type GeneratedLie } from '@jackfield/contract';
import { fakeRigs } from './fake-rig.ts';
import { profileFor } from './profile-for.ts';
import { profiles } from './profiles.ts';

/** The end of a lie: the clause that caught it, or how often it was told without being caught. */
export type Fate = { readonly caughtBy: string } | { readonly told: number };

/** Tells each lie to the whole contract until a clause catches it. The clauses that catch most come first. */
export async function findLiars(
  lies: readonly GeneratedLie[],
  onFate: (lie: GeneratedLie, fate: Fate) => void,
): Promise<void> {
  const caught = new Map<Clause, number>();
  const tried = clauses.filter((clause) => clause.level !== 'core' && hasProfile(clause));
  for (const lie of lies) {
    const order = [...tried].sort((one, other) => (caught.get(other) ?? 0) - (caught.get(one) ?? 0));
    const { caughtBy, told } = await fateOf(lie, order);
    if (caughtBy) caught.set(caughtBy, (caught.get(caughtBy) ?? 0) + 1);
    onFate(lie, caughtBy ? { caughtBy: caughtBy.id } : { told });
  }
}

async function fateOf(
  lie: GeneratedLie,
  order: readonly Clause[],
): Promise<{ readonly caughtBy?: Clause; readonly told: number }> {
  let told = 0;
  for (const clause of order) {
    const telling = lie.tell();
    const failed = await isCaughtBy(clause, telling.middleware);
    told += telling.times;
    if (failed) return { caughtBy: clause, told };
  }
  return { told };
}

function hasProfile(clause: Clause): boolean {
  return profiles.some((profile) => !notRun(clause, fakeRigs(profile)));
}

/** Tells whether a clause fails on a lie. */
export function isCaughtBy(
  clause: Clause,
  middleware: ReturnType<GeneratedLie['tell']>['middleware'],
): Promise<boolean> {
  return runClause(clause, fakeRigs(profileFor(clause)), { middleware }).then(
    () => false,
    () => true,
  );
}

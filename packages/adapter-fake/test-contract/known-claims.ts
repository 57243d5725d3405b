import {
  clauses,
  falseClaims,
  notRun,
  runClause,
  withFalseClaim,
  type Clause,
  type FalseClaim,
} from '@jackfield/contract';
import { fakeRigs, type FakeProfile } from './fake-rig.ts';
import { profiles } from './profiles.ts';

/** The false claims of the fake's profiles of which something is known, by name. */
export interface KnownClaims {
  /** The clause that fails on it. */
  readonly caught: Readonly<Record<string, string>>;
  /** Why nobody could notice. */
  readonly beyond: Readonly<Record<string, string>>;
}

/** A false claim, and the profile of the fake that it is the opposite of. */
export interface FakeFalseClaim {
  readonly profile: FakeProfile;
  readonly claim: FalseClaim;
}

/** Returns every false claim about the fake by name, with each profile that it is the opposite of. */
export function fakeFalseClaims(): ReadonlyMap<string, readonly FakeFalseClaim[]> {
  const all = new Map<string, FakeFalseClaim[]>();
  for (const profile of profiles)
    for (const claim of falseClaims(fakeRigs(profile).adapter))
      all.set(claim.name, [...(all.get(claim.name) ?? []), { profile, claim }]);
  return all;
}

/** Tells whether a clause that applies by a false claim fails on it, over any of the profiles. */
export async function failsOn(clause: Clause, lies: readonly FakeFalseClaim[]): Promise<boolean> {
  for (const { profile, claim } of lies) {
    const lying = withFalseClaim(fakeRigs(profile), claim);
    if (notRun(clause, lying)) continue;
    const failed = await runClause(clause, lying).then(
      () => false,
      () => true,
    );
    if (failed) return true;
  }
  return false;
}

/** Returns the clause of an id. */
export function clauseOf(id: string): Clause {
  const found = clauses.find((clause) => clause.id === id);
  if (!found) throw new RangeError(`There is no ${id}.`);
  return found;
}

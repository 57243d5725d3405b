import { notRun, type Clause } from '@jackfield/contract';
import { fakeRigs, type FakeProfile } from './fake-rig.ts';
import { profiles } from './profiles.ts';

/** The first profile that a clause applies to. */
export function profileFor(clause: Clause): FakeProfile {
  const found = profiles.find((profile) => !notRun(clause, fakeRigs(profile), ['session', 'driver', 'core']));
  if (!found) throw new RangeError(`No profile of the fake can run ${clause.id}.`);
  return found;
}

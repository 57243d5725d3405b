import { describeContract } from '@jackfield/contract/vitest';
import { fakeRigs } from './fake-rig.ts';
import { profiles } from './profiles.ts';

for (const profile of profiles) {
  describeContract(fakeRigs(profile), { levels: ['session', 'driver', 'core'] });
}

import { describeContract } from '@jackfield/contract/vitest';
import { fakeRigs } from './fake-rig.ts';
import { keepReport } from './keep-report.ts';
import { profiles } from './profiles.ts';

const [full, ...others] = profiles;

// What is about core alone runs once.
if (full) describeContract(fakeRigs(full), { levels: ['session', 'driver', 'core'], onReport: keepReport });
for (const profile of others) describeContract(fakeRigs(profile), { onReport: keepReport });

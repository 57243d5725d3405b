import type { FakeProfile } from './fake-rig.ts';

/** The fake as vendors with other powers: what one cannot do turns the opposite clauses on. */
export const profiles: readonly FakeProfile[] = [{ name: 'fake' }];

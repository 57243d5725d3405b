import type { Cannot } from '@jackfield/contract';
import { cannot } from '../../test-contract/cannot.ts';

/** Written for doubles and the fake first. */
const notYet = (['levels', 'network-quality', 'traces', 'credentials', 'far-without-key'] as const).map(
  (action): Cannot => ({ action, reason: 'not tried with real media yet' }),
);

/** With far sides that are made inside the service. */
export const cannotWithParticipants: readonly Cannot[] = [
  ...cannot,
  ...notYet,
  { action: 'far-receives', reason: 'far sides of this run are made inside the service and receive nothing' },
];

/** With far sides that use the bare SDK. */
export const cannotWithBareSdk: readonly Cannot[] = [
  ...cannot,
  ...notYet,
  { action: 'far-leave-without-unpublish', reason: 'the SDK withdraws what is published when it leaves' },
];

/** With far sides that are made inside the service, in a room with roles. */
export const cannotWithRoles: readonly Cannot[] = [
  ...cannotWithParticipants,
  { action: 'tell-roles', reason: 'the SDK tells nobody the role of others' },
];

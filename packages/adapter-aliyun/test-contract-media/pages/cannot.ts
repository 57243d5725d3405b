import type { Cannot } from '@jackfield/contract';
import { cannot } from '../../test-contract/cannot.ts';

/** The SDK, evaluated in a page, leaves these there whoever loads it: nothing of the adapter's can be told from it. */
const traces: Cannot = {
  action: 'traces',
  reason:
    'the SDK itself makes globals where it is evaluated: AliRtcEngine, AudioMixer, LogReporter and others',
};

/** With far sides that are made inside the service. */
export const cannotWithParticipants: readonly Cannot[] = [
  ...cannot,
  traces,
  { action: 'far-without-key', reason: 'people who are made inside the service receive nothing' },
  { action: 'content', reason: 'people who are made inside the service look and sound alike' },
  {
    action: 'far-large',
    reason: 'far sides of this run are made inside the service: their pictures have one size',
  },
  { action: 'far-receives', reason: 'far sides of this run are made inside the service and receive nothing' },
];

/** With far sides that use the bare SDK. */
export const cannotWithBareSdk: readonly Cannot[] = [
  ...cannot,
  traces,
  { action: 'content', reason: 'not tried with people on the bare SDK yet' },
  { action: 'far-large', reason: 'not tried with people on the bare SDK yet' },
  { action: 'far-leave-without-unpublish', reason: 'the SDK withdraws what is published when it leaves' },
];

/** With far sides that are made inside the service, in a room with roles. */
export const cannotWithRoles: readonly Cannot[] = [
  ...cannotWithParticipants,
  { action: 'tell-roles', reason: 'the SDK tells nobody the role of others' },
  {
    action: 'refuse-set-role',
    reason: 'the SDK never answers a change of role that was refused: it ends as a timeout',
  },
];

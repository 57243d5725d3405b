import type { SourceKind } from '@jackfield/core';

/** The one room of a run. */
export const roomName = 'studio';
/** The session under test. */
export const selfId = 'ann';
/** Whom the run plays. */
export const peopleIds = ['bea', 'cai', 'dov'] as const;
/** Sources with a device that can be chosen. */
export const deviceKinds = ['microphone', 'camera'] as const;
/** All sources. */
export const allKinds: readonly SourceKind[] = ['microphone', 'camera', 'screen', 'screen-audio'];
/** The vendors that a step may be about: the second is the first where a run has but one. */
export const sites = [undefined, undefined, 1] as const;

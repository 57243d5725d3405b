import type { Cannot } from '@jackfield/contract';

/** What nobody can bring about in a mesh. */
export const cannotInMesh: readonly Cannot[] = [
  { action: 'record', reason: 'nothing records a mesh' },
  { action: 'revoke', reason: 'what somebody may do is in their credential, for as long as that lasts' },
  {
    action: 'lose-publication',
    reason: 'a publication is the member itself: there is no server that could lose it',
  },
  { action: 'report-leaves-while-cut', reason: 'whoever is cut off is told nothing' },
  { action: 'far-kind', reason: 'the protocol knows people only' },
  { action: 'refuse-subscribe', reason: 'no answer of the protocol refuses to send what is wanted' },
  { action: 'refuse-message', reason: 'messages go from peer to peer; no answer refuses one' },
  { action: 'refuse-join-room-not-found', reason: 'a room is there as soon as somebody enters it' },
];

/** What nobody can bring about between tabs besides. */
export const cannotBetweenTabs: readonly Cannot[] = (
  [
    ['kick', 'server-mute', 'server-unpublish', 'close-room', 'shutdown'],
    ['refuse-join', 'refuse-publish', 'refuse-join-network'],
    ['credential-expiring', 'credential-expired'],
    ['hold-join', 'hold-leave', 'hold-publish', 'hold-mute'],
  ] as const
)
  .flat()
  .map((action): Cannot => ({ action, reason: 'between tabs there is no server' }))
  .concat(
    (['cut-network', 'restore-resumed', 'restore-restarted', 'lose-network'] as const).map((action) => ({
      action,
      reason: 'tabs of one browser cannot be cut off from each other',
    })),
    { action: 'credentials', reason: 'between tabs nobody asks for a credential' },
  );

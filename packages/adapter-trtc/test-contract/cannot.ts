import type { Cannot } from '@jackfield/contract';

/** What the vendor has no way for, so that no rig of this adapter can bring it about. */
export const cannot: readonly Cannot[] = [
  { action: 'far-kind', reason: 'the vendor does not say what somebody is' },
  { action: 'far-rename', reason: 'the vendor has no display names' },
  {
    action: 'far-replace-track',
    reason: 'another track on the same sender: receivers keep the one they have',
  },
  { action: 'far-interrupt', reason: "the SDK says nothing of one person's transport" },
  { action: 'refuse-join-room-not-found', reason: 'a room is made by whoever joins it first' },
  { action: 'shutdown', reason: 'the SDK knows no such goodbye: a service that is gone is silence' },
  { action: 'server-mute', reason: 'the SDK does not tell the one who is muted' },
  { action: 'server-unpublish', reason: 'the service cannot end a publication and leave the person in' },
  { action: 'lose-publication', reason: 'the SDK builds a new media path by itself and tells nobody' },
  { action: 'revoke', reason: 'a credential carries no permissions' },
  { action: 'record', reason: 'the SDK says nothing of recording' },
  { action: 'credential-expiring', reason: 'a credential counts at the join alone' },
  { action: 'credential-expired', reason: 'a credential counts at the join alone' },
  { action: 'block-vendor-playback', reason: 'the SDK plays nothing that is heard: core does' },
  { action: 'report-leaves-while-cut', reason: 'news comes by the socket that is cut' },
  { action: 'hold-replace-track', reason: 'tracks are replaced on a sender of the browser' },
  { action: 'hold-leave', reason: 'the SDK waits for no answer to its leave' },
  { action: 'hold-subscribe', reason: 'the SDK gives a track before the service has answered' },
  { action: 'hold-mute', reason: 'the SDK waits for no answer to a mute' },
  {
    action: 'refuse-publish',
    reason: 'the SDK tries again and tells nobody: core gives it up by its bound',
  },
  {
    action: 'refuse-subscribe',
    reason: 'the vendor documents no number for a subscription that it refuses',
  },
  { action: 'hold-renew-credential', reason: 'there is no renewing' },
  { action: 'hold-set-profile', reason: 'the vendor has no display names' },
  { action: 'hold-message', reason: 'the SDK waits for no answer to a message' },
  { action: 'refuse-message', reason: 'the SDK waits for no answer to a message' },
  { action: 'hold-moderate', reason: 'the SDK has no moderation' },
  { action: 'hold-set-audio-output', reason: 'core plays, not the SDK' },
  { action: 'hold-set-volume', reason: 'core plays, not the SDK' },
  { action: 'hold-resume-playback', reason: 'core plays, not the SDK' },
];

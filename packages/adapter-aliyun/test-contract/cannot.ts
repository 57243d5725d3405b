import type { Cannot } from '@jackfield/contract';

/** What the vendor has no way for, so that no rig of this adapter can bring it about. */
export const cannot: readonly Cannot[] = [
  { action: 'far-kind', reason: 'the vendor does not say what somebody is' },
  {
    action: 'refuse-subscribe',
    reason: 'the SDK swallows the refusal: the promise never settles, which core gives up by its bound',
  },
  { action: 'far-rename', reason: 'a name is given at the join and never again' },
  {
    action: 'far-replace-track',
    reason: 'another track on the same sender: receivers keep the one they have',
  },
  { action: 'far-interrupt', reason: "the SDK says nothing of one person's transport" },
  { action: 'shutdown', reason: 'the SDK knows no such goodbye: a service that is gone is silence' },
  { action: 'server-mute', reason: 'the service cannot mute anybody' },
  { action: 'server-unpublish', reason: 'the service cannot end a publication and leave the person in' },
  { action: 'revoke', reason: 'a credential carries no permissions' },
  { action: 'record', reason: 'the SDK says nothing of recording' },
  {
    action: 'credential-expiring',
    reason: 'a credential counts at the join alone, and the SDK does not speak of it',
  },
  { action: 'credential-expired', reason: 'a credential counts at the join alone' },
  { action: 'block-vendor-playback', reason: 'the SDK plays nothing: core does' },
  { action: 'restore-resumed', reason: 'what is short is not told, what is long is begun anew' },
  { action: 'report-leaves-while-cut', reason: 'news comes by the polls that are cut' },
  { action: 'hold-replace-track', reason: 'tracks are replaced on a sender of the browser' },
  { action: 'hold-mute', reason: 'muteLocalMic and muteLocalCamera answer at once' },
  { action: 'hold-renew-credential', reason: 'there is no renewing' },
  { action: 'hold-set-profile', reason: 'a name is given at the join alone' },
  { action: 'hold-message', reason: 'the SDK has no messages' },
  { action: 'hold-moderate', reason: 'the SDK has no moderation' },
  { action: 'hold-set-audio-output', reason: 'core plays, not the SDK' },
  { action: 'hold-set-volume', reason: 'core plays, not the SDK' },
  { action: 'hold-resume-playback', reason: 'core plays, not the SDK' },
];

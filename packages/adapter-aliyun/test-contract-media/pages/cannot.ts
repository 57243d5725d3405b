import type { Cannot } from '@jackfield/contract';

/** What nobody can bring about at this vendor. */
export const cannotAtAliyun: readonly Cannot[] = [
  {
    action: 'shutdown',
    reason: 'the service has no word for it: it says goodbye as kicked, closed or replaced',
  },
  { action: 'server-mute', reason: 'the service mutes nobody' },
  { action: 'server-unpublish', reason: 'the service ends no publication of a client' },
  { action: 'revoke', reason: 'what somebody may do is fixed when they join' },
  { action: 'record', reason: 'the web SDK is not told of recordings' },
  { action: 'credential-expiring', reason: 'the service looks at a credential at the door only' },
  { action: 'credential-expired', reason: 'the service looks at a credential at the door only' },
  { action: 'refuse-renew-credential', reason: 'a credential is never renewed' },
  { action: 'refuse-join-room-not-found', reason: 'a room is there as soon as somebody enters it' },
  { action: 'hold-mute', reason: 'the SDK reports a mute and waits for no answer' },
  { action: 'far-kind', reason: 'the service knows people only' },
  { action: 'far-rename', reason: 'a name is given when joining and never changes' },
  { action: 'far-interrupt', reason: "the service tells nobody of another's transport" },
  { action: 'far-receives', reason: 'far sides here are made inside the service and receive nothing' },
  { action: 'restore-resumed', reason: 'the SDK gets over a short absence without a word' },
  { action: 'report-leaves-while-cut', reason: 'whoever is cut off is told nothing' },
  { action: 'cut-network', reason: 'the SDK notices after 90 s of its own time only' },
  { action: 'restore-restarted', reason: 'the SDK notices after 90 s of its own time only' },
  { action: 'lose-network', reason: 'the SDK notices after 90 s of its own time only' },
];

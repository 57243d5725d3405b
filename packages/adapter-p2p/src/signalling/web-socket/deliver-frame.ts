import type { NumberedServerFrame } from '../../protocol/server-frames.ts';
import type { SignallingListener } from '../signalling.ts';

/** Turns a frame of the server into an event of the room. */
export function deliverFrame(
  frame: Exclude<NumberedServerFrame, { type: 'done' | 'failed' }>,
  listener: SignallingListener,
): void {
  switch (frame.type) {
    case 'member-joined':
      return listener.memberJoined(frame.member);
    case 'member-left':
      return listener.memberLeft(frame.id);
    case 'member-suspended':
      return listener.memberSuspended(frame.id);
    case 'member-resumed':
      return listener.memberResumed(frame.id);
    case 'member-state':
      return listener.memberState(frame.id, frame.state);
    case 'member-profile':
      return listener.memberProfile(frame.id, frame.displayName);
    case 'signal':
      return listener.signal(frame.from, frame.payload);
    case 'moderated':
      return listener.moderated(frame.action, frame.source);
  }
}

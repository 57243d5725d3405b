import type { NumberedServerFrame } from '../../protocol/server-frames.ts';
import type { SignallingListener } from '../signalling.ts';

/** Turns a frame of the server into an event of the room. */
export function deliverFrame(
  frame: Exclude<NumberedServerFrame, { type: 'done' | 'failed' }>,
  listener: SignallingListener,
): void {
  switch (frame.type) {
    case 'member-joined': {
      listener.memberJoined(frame.member);
      return;
    }
    case 'member-left': {
      listener.memberLeft(frame.id);
      return;
    }
    case 'member-suspended': {
      listener.memberSuspended(frame.id);
      return;
    }
    case 'member-resumed': {
      listener.memberResumed(frame.id);
      return;
    }
    case 'member-state': {
      listener.memberState(frame.id, frame.state);
      return;
    }
    case 'member-profile': {
      listener.memberProfile(frame.id, frame.displayName);
      return;
    }
    case 'member-rights': {
      const { permissions, role } = frame;
      listener.memberRights(frame.id, { permissions, role });
      return;
    }
    case 'rights': {
      const { permissions, role } = frame;
      listener.rights({ permissions, role });
      return;
    }
    case 'signal': {
      listener.signal(frame.from, frame.payload);
      return;
    }
    case 'moderated': {
      listener.moderated(frame.action, frame.source);
      return;
    }
  }
}

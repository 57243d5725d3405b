import type { FarSide } from '@jackfield/contract';
import type { BareMember } from './bare-member.ts';

/** Runs something synchronous, as far sides' actions are not. */
function done(run: () => void): Promise<void> {
  return new Promise((resolve) => {
    run();
    resolve();
  });
}

/** A bare member as clauses see it. */
export function farSideOf(member: BareMember): FarSide {
  return {
    userId: member.userId,
    publish: (source, { muted = false } = {}) => member.publish(source, muted),
    unpublish: (source) => member.unpublish(source),
    setMuted: (source, muted) => member.setMuted(source, muted),
    replaceTrack: (source) => member.replaceTrack(source),
    rename: (displayName) => member.rename(displayName),
    sendMessage: ({ topic, text }) => done(() => member.message(topic, text)),
    leave: () => member.leave(),
    crash: () => done(() => member.crash()),
    interrupt: () => member.interrupt(),
    restore: () => member.restore(),
    receives: ({ userId }, source) => member.receives(userId, source),
  };
}

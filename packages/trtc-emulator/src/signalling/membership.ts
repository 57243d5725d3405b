import type { Service } from '../emulator/service.ts';
import { exitReasons } from './room.ts';
import type { Session } from './session.ts';

/** Takes a session out of its room and closes its media; the others are told why. */
export function endSession(service: Service, session: Session, reason: number): void {
  if (session.state === 'ended') return;
  const { connection } = session;
  session.release();
  service.sessions.remove(session);
  service.impairments.impair(session.alias, undefined);
  const room = service.rooms.get(session.key);
  if (room !== undefined) {
    room.leave(session, reason);
    service.rooms.discardIfEmpty(room);
  }
  forgetWatchers(service, session.tinyId);
  if (connection !== undefined) connection.tinyId = '';
  service.log.write('info', 'left', { session: session.alias, reason });
}

/** Closes what others see of somebody who is gone. */
export function forgetWatchers(service: Service, tinyId: string): void {
  for (const other of service.sessions.all()) other.unwatch(tinyId);
}

/** Ends a session that was told that it is put out. */
export function endAfterNotice(service: Service, session: Session): void {
  const { connection } = session;
  endSession(service, session, exitReasons.putOut);
  // The client closes the socket itself; one that does not is not waited for.
  if (connection !== undefined) service.later(1000, () => connection.close());
}

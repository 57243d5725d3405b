import type { EventName } from '../faults/fault-types.ts';
import type { Publication } from '../media/publication.ts';
import type { Service } from '../emulator/service.ts';
import { Refusal } from './refusal.ts';
import type { RoomMember } from './room.ts';
import type { Session } from './session.ts';

/** A client's session in its room. */
class SessionMember implements RoomMember {
  readonly #service: Service;
  readonly #session: Session;

  constructor(service: Service, session: Session) {
    this.#service = service;
    this.#session = session;
  }

  get userId(): string {
    return this.#session.userId;
  }

  get displayName(): string {
    return this.#session.displayName;
  }

  get status(): string | undefined {
    return this.#session.status;
  }

  get publication(): Publication | undefined {
    return this.#session.publication;
  }

  notify(event: EventName, detail: Readonly<Record<string, unknown>>): void {
    this.#session.notify(event, detail);
  }

  putOut(byeCode: number): void {
    this.#session.notify('bye', { code: byeCode });
    endSession(this.#service, this.#session);
  }
}

const members = new WeakMap<Session, SessionMember>();

/** The session as a member of its room; the same object each time. */
export function memberOf(service: Service, session: Session): RoomMember {
  const known = members.get(session);
  if (known !== undefined) return known;
  const made = new SessionMember(service, session);
  members.set(session, made);
  return made;
}

/** Puts an allocated session into its room. */
export function enterRoom(service: Service, session: Session): void {
  const { appId, room: name, userId } = session;
  if (service.rooms.isClosed(appId, name)) throw new Refusal('room-closed');
  const room = service.rooms.get(appId, name);
  if (
    room !== undefined &&
    room.size >= service.settings.limits.usersPerRoom &&
    room.member(userId) === undefined
  ) {
    throw new Refusal('room-full');
  }
  session.state = 'joined';
  service.rooms.enter(appId, name, memberOf(service, session));
  service.log.write('info', 'joined', { session: session.alias });
}

/** Takes a session out of its room and closes its media. It may still poll, to hear why, until it is forgotten. */
export function endSession(service: Service, session: Session): void {
  if (session.state !== 'joined') return;
  session.state = 'ended';
  session.lastSeen = Date.now();
  const room = service.rooms.get(session.appId, session.room);
  if (room !== undefined) {
    room.leave(memberOf(service, session));
    service.rooms.discardIfEmpty(room);
  }
  closeMedia(service, session);
  service.log.write('info', 'left', { session: session.alias });
}

/** Removes everything that is left of a session. */
export function forgetSession(service: Service, session: Session): void {
  service.recorder.add('control', 'session-forgotten', session, { state: session.state });
  session.state = 'ended';
  session.queue.close();
  session.earlyCandidates.clear();
  service.sessions.remove(session);
  service.media.forget(session.alias);
}

/** Closes a session's publication and what others see of it, and its own subscriptions. */
export function closeMedia(service: Service, session: Session): void {
  closePublication(service, session);
  for (const callId of [...session.subscriptions.keys()]) closeSubscription(session, callId);
}

export function closePublication(service: Service, session: Session): void {
  const { publication } = session;
  session.publication = undefined;
  if (publication === undefined) return;
  closeSubscriptionsTo(service, publication);
  void publication.close();
}

/** Closes every subscription to a publication that has ended. */
export function closeSubscriptionsTo(service: Service, publication: Publication): void {
  for (const other of service.sessions.all()) {
    for (const [callId, subscription] of other.subscriptions) {
      if (subscription.publication === publication) closeSubscription(other, callId);
    }
  }
}

export function closeSubscription(session: Session, callId: string): void {
  const subscription = session.subscriptions.get(callId);
  session.subscriptions.delete(callId);
  if (subscription !== undefined) void subscription.close();
}

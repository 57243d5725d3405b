import { EmulatorError } from '@jackfield/emulator-kit';

import type { RoomKey, RoomMember } from '../signalling/room.ts';
import type { Session } from '../signalling/session.ts';
import type { RoomAddress, UserAddress } from './emulator-types.ts';
import type { Service } from './service.ts';

/** The room at an address. Throws `not-found` for an app that is not configured. */
export function keyOf(service: Service, { sdkAppId, room }: RoomAddress): RoomKey {
  const id = sdkAppId ?? service.settings.apps[0]?.sdkAppId ?? 0;
  if (!service.settings.apps.some((app) => app.sdkAppId === id)) {
    throw new EmulatorError('not-found', `there is no app ${id}`);
  }
  return { sdkAppId: id, room };
}

/** The member at an address, or a `not-found` error that names it. */
export function findMember(service: Service, user: UserAddress): RoomMember {
  const member = service.rooms.get(keyOf(service, user))?.member(user.userId);
  if (member === undefined)
    throw new EmulatorError('not-found', `"${user.userId}" is not in room "${user.room}"`);
  return member;
}

/** The session at an address, or a `not-found` error. */
export function findSession(service: Service, user: UserAddress): Session {
  const member = findMember(service, user);
  const session = service.sessions.find(member.tinyId);
  if (session === undefined) throw new EmulatorError('not-found', `"${user.userId}" is not a client`);
  return session;
}

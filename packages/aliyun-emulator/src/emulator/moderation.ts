import { EmulatorError, type RoomAddress, type UserAddress } from '@jackfield/emulator-kit';

import type { Service } from './service.ts';
import { byeCodes, type RoomMember } from '../signalling/room.ts';
import type { Session } from '../signalling/session.ts';

export function appIdOf(service: Service, { appId }: RoomAddress): string {
  const id = appId ?? service.settings.apps[0]?.appId ?? '';
  if (!service.settings.apps.some((app) => app.appId === id)) {
    throw new EmulatorError('not-found', `there is no app "${id}"`);
  }
  return id;
}

/** The member at an address, or a `not-found` error that names it. */
export function findMember(service: Service, user: UserAddress): RoomMember {
  const member = service.rooms.get(appIdOf(service, user), user.room)?.member(user.userId);
  if (member === undefined)
    throw new EmulatorError('not-found', `"${user.userId}" is not in room "${user.room}"`);
  return member;
}

/** The joined session at an address, or a `not-found` error. */
export function findSession(service: Service, user: UserAddress): Session {
  const appId = appIdOf(service, user);
  const found = service.sessions
    .all()
    .find(
      (item) =>
        item.appId === appId &&
        item.room === user.room &&
        item.userId === user.userId &&
        item.state === 'joined',
    );
  if (found === undefined)
    throw new EmulatorError('not-found', `"${user.userId}" is not in room "${user.room}"`);
  return found;
}

export function kick(service: Service, user: UserAddress): void {
  const member = findMember(service, user);
  service.recorder.add('control', 'kick', user, {});
  member.putOut(byeCodes.kicked);
}

export function closeRoom(service: Service, address: RoomAddress): void {
  const appId = appIdOf(service, address);
  service.recorder.add('control', 'close-room', address, {});
  service.rooms.close(appId, address.room);
  for (const member of service.rooms.get(appId, address.room)?.members ?? [])
    member.putOut(byeCodes.roomClosed);
}

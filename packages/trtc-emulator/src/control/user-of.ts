import { asObject, asText, BadRequest, optional } from '@jackfield/emulator-kit';

import type { RoomAddress, UserAddress } from '../emulator/emulator-types.ts';

/** Reads a room's address from a body: `room` is a text or a number. */
export function roomOf(body: unknown): RoomAddress {
  const { sdkAppId, room } = asObject(body, 'the body');
  if (sdkAppId !== undefined && typeof sdkAppId !== 'number')
    throw new BadRequest('sdkAppId must be a number');
  return {
    ...optional('sdkAppId', sdkAppId),
    room: typeof room === 'number' ? room : asText(room, 'room', 64),
  };
}

/** Reads a user's address from a body. */
export function userOf(body: unknown): UserAddress {
  return { ...roomOf(body), userId: asText(asObject(body, 'the body')['userId'], 'userId', 64) };
}

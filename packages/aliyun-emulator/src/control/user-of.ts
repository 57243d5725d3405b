import type { RoomAddress, UserAddress } from '../emulator-types.ts';
import { asObject, asText } from '../http/json-shape.ts';
import { optional } from './parse-fault.ts';

/** Reads a room's address from a body. */
export function roomOf(body: unknown): RoomAddress {
  const { appId, room } = asObject(body, 'the body');
  const id = appId === undefined ? undefined : asText(appId, 'appId', 64);
  return { ...optional('appId', id), room: asText(room, 'room', 64) };
}

/** Reads a user's address from a body. */
export function userOf(body: unknown): UserAddress {
  return { ...roomOf(body), userId: asText(asObject(body, 'the body')['userId'], 'userId', 64) };
}

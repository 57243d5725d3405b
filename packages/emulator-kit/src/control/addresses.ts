import { asObject, asText } from '../http/json-shape.ts';
import { optional } from './fields.ts';

/** A room of an app. `appId` may be left out where there is only one app. */
export interface RoomAddress {
  /** App id. */
  readonly appId?: string;
  /** Room name. */
  readonly room: string;
}

/** Somebody in a room. */
export interface UserAddress extends RoomAddress {
  /** User id. */
  readonly userId: string;
}

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

import { createHmac } from 'node:crypto';
import { deflateSync } from 'node:zlib';

import { inflateBase64 } from '../shared/inflate.ts';

/** What a UserSig or a PrivateMapKey says. */
export interface TrtcTicket {
  /** The user that it is for. */
  readonly userId: string;
  /** The application's number. */
  readonly sdkAppId: number;
  /** Seconds since 1970. */
  readonly issuedAt: number;
  /** Seconds from `issuedAt`. */
  readonly lifetimeSeconds: number;
  /** Base64 of the room and its privileges; only in a PrivateMapKey. */
  readonly userBuffer?: string | undefined;
}

/** HMAC-SHA256 in base64 over the named lines of a ticket (Tencent RTC, UserSig version 2.0). */
export function signTrtc(ticket: TrtcTicket, secretKey: string): string {
  const lines = [
    `TLS.identifier:${ticket.userId}`,
    `TLS.sdkappid:${ticket.sdkAppId}`,
    `TLS.time:${ticket.issuedAt}`,
    `TLS.expire:${ticket.lifetimeSeconds}`,
    ...(ticket.userBuffer === undefined ? [] : [`TLS.userbuf:${ticket.userBuffer}`]),
  ];
  return createHmac('sha256', secretKey)
    .update(`${lines.join('\n')}\n`)
    .digest('base64');
}

/** Writes a ticket: JSON, zlib, base64 with `*`, `-` and `_` for `+`, `/` and `=`. */
export function encodeTrtcTicket(ticket: TrtcTicket, secretKey: string): string {
  const json = JSON.stringify({
    'TLS.ver': '2.0',
    'TLS.identifier': ticket.userId,
    'TLS.sdkappid': ticket.sdkAppId,
    'TLS.time': ticket.issuedAt,
    'TLS.expire': ticket.lifetimeSeconds,
    ...(ticket.userBuffer === undefined ? {} : { 'TLS.userbuf': ticket.userBuffer }),
    'TLS.sig': signTrtc(ticket, secretKey),
  });
  const base64 = deflateSync(json).toString('base64');
  return base64.replaceAll('+', '*').replaceAll('/', '-').replaceAll('=', '_');
}

/** Reads the text of a ticket back; the reason in words when it is none. */
export function inflateTrtcTicket(text: string): Buffer | string {
  if (/[+/=]/.test(text)) return 'it holds "+", "/" or "=", which Tencent writes as "*", "-" and "_"';
  return inflateBase64(text.replaceAll('*', '+').replaceAll('-', '/').replaceAll('_', '='));
}

/** The room part of a PrivateMapKey. */
export interface TrtcRoomGrant {
  /** The user that may enter. */
  readonly userId: string;
  /** The application's number. */
  readonly sdkAppId: number;
  /** The room, by its text name. */
  readonly room: string;
  /** Seconds since 1970. */
  readonly expiresAt: number;
  /** 1 create, 2 enter, 4 send audio, 8 receive audio, 16 send video, 32 receive video, 64 send screen, 128 receive screen. */
  readonly privileges: number;
}

/** Writes the room part, version 1 (rooms named by a text), all numbers big-endian. */
export function encodeTrtcRoomGrant(grant: TrtcRoomGrant): Buffer {
  const user = Buffer.from(grant.userId);
  const room = Buffer.from(grant.room);
  const numbers = Buffer.alloc(20);
  [grant.sdkAppId, 0, grant.expiresAt, grant.privileges, 0].forEach((value, index) =>
    numbers.writeUInt32BE(value, index * 4),
  );
  const userLength = Buffer.alloc(2);
  userLength.writeUInt16BE(user.length);
  const roomLength = Buffer.alloc(2);
  roomLength.writeUInt16BE(room.length);
  return Buffer.concat([Buffer.from([1]), userLength, user, numbers, roomLength, room]);
}

/** Reads the room part; undefined when it is none of version 1. */
export function readTrtcRoomGrant(bytes: Buffer): TrtcRoomGrant | undefined {
  if (bytes.length < 25 || bytes[0] !== 1) return undefined;
  const userEnd = 3 + bytes.readUInt16BE(1);
  if (bytes.length < userEnd + 22) return undefined;
  const roomStart = userEnd + 22;
  if (bytes.length !== roomStart + bytes.readUInt16BE(userEnd + 20)) return undefined;
  return {
    userId: bytes.toString('utf8', 3, userEnd),
    sdkAppId: bytes.readUInt32BE(userEnd),
    expiresAt: bytes.readUInt32BE(userEnd + 8),
    privileges: bytes.readUInt32BE(userEnd + 12),
    room: bytes.toString('utf8', roomStart),
  };
}

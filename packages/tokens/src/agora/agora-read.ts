import { createHmac } from 'node:crypto';

import { equalInConstantTime } from '../shared/compare.ts';
import { inflateBase64 } from '../shared/inflate.ts';

/** An AccessToken2 taken apart; nothing in it is verified. */
export interface AgoraTokenContent {
  /** HMAC-SHA256 over `body`, 32 bytes. */
  readonly signature: Buffer;
  /** Everything that was signed. */
  readonly body: Buffer;
  /** 32 hex digits. */
  readonly appId: string;
  /** Seconds since 1970. */
  readonly issuedAt: number;
  /** Seconds from `issuedAt`. */
  readonly lifetimeSeconds: number;
  /** The random number that it was signed with. */
  readonly salt: number;
  /** Of the RTC service; undefined when the token has none. */
  readonly rtc:
    | { readonly channel: string; readonly uid: string; readonly privileges: ReadonlyMap<number, number> }
    | undefined;
}

/** Reads an AccessToken2; the reason in words when it is none. */
export function readAgoraToken(token: string): AgoraTokenContent | string {
  if (/^00[0-6]/.test(token))
    return `it is of version ${token.slice(0, 3)}; this server and current SDKs use 007`;
  if (!token.startsWith('007')) return 'it does not begin with 007';
  const content = inflateBase64(token.slice(3));
  if (typeof content === 'string') return content;
  try {
    return readContent(content);
  } catch (error) {
    // Reading behind the end of the bytes: the content is shorter than its own lengths say.
    if (error instanceof RangeError) return 'its content ends too early';
    throw error;
  }
}

/** Tells whether the signature was made with this certificate: HMAC over the body, keyed by HMACs over time and salt. */
export function isSignedByAgora(content: AgoraTokenContent, appCertificate: string): boolean {
  const hmac = (key: string | Buffer, data: Buffer): Buffer =>
    createHmac('sha256', key).update(data).digest();
  // The library passes the number as the key and the certificate as the message, in both steps.
  const signing = hmac(uint32(content.salt), hmac(uint32(content.issuedAt), Buffer.from(appCertificate)));
  return equalInConstantTime(hmac(signing, content.body), content.signature);
}

function uint32(value: number): Buffer {
  const buffer = Buffer.alloc(4);
  buffer.writeUInt32LE(value);
  return buffer;
}

function readContent(bytes: Buffer): AgoraTokenContent {
  let position = 0;
  const u16 = (): number => {
    position += 2;
    return bytes.readUInt16LE(position - 2);
  };
  const u32 = (): number => {
    position += 4;
    return bytes.readUInt32LE(position - 4);
  };
  const chunk = (): Buffer => {
    const length = u16();
    if (position + length > bytes.length) throw new RangeError('The content ends too early.');
    position += length;
    return bytes.subarray(position - length, position);
  };
  const signature = chunk();
  const body = bytes.subarray(position);
  const appId = chunk().toString();
  const [issuedAt, lifetimeSeconds, salt] = [u32(), u32(), u32()];
  const services = u16();
  // Services are sorted by number and RTC is the lowest, so it is first where it is there at all.
  if (services === 0 || u16() !== 1)
    return { signature, body, appId, issuedAt, lifetimeSeconds, salt, rtc: undefined };
  const privileges = new Map<number, number>();
  for (let count = u16(); count > 0; count -= 1) privileges.set(u16(), u32());
  const channel = chunk().toString();
  const uid = chunk().toString();
  return { signature, body, appId, issuedAt, lifetimeSeconds, salt, rtc: { channel, uid, privileges } };
}

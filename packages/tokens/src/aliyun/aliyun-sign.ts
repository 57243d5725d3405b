import { createHash, randomBytes } from 'node:crypto';

/** What the hash of a token is made over. */
export interface AliyunSignedFields {
  /** The application's id. */
  readonly appId: string;
  /** The room. */
  readonly channelId: string;
  /** The user. */
  readonly userId: string;
  /** Begins with `AK-`. */
  readonly nonce: string;
  /** When the credential ends, seconds since 1970. */
  readonly timestamp: number | string;
}

/** The text that is hashed: plain concatenation, no separators (Alibaba Cloud, token-based authentication). */
export function aliyunSignedText(fields: AliyunSignedFields, appKey: string): string {
  return `${fields.appId}${appKey}${fields.channelId}${fields.userId}${fields.nonce}${fields.timestamp}`;
}

/** The token of both SDK generations: SHA-256 over the concatenation, lower-case hex. */
export function signAliyun(fields: AliyunSignedFields, appKey: string): string {
  return createHash('sha256').update(aliyunSignedText(fields, appKey)).digest('hex');
}

/**
 * A fresh nonce: `AK-`, 31 hex digits, one letter. It never ends in a digit: the timestamp follows it in the hash without a
 * separator, so a client could move a last digit over to the timestamp and so extend its own credential by centuries.
 */
export function createAliyunNonce(): string {
  const bytes = randomBytes(17);
  const last = 'abcdef'.charAt((bytes[16] ?? 0) % 6);
  return `AK-${bytes.subarray(0, 16).toString('hex').slice(0, 31)}${last}`;
}

/** User name of the TURN pair that the 1.16 SDK hands to the media relay. */
export function aliyunTurnUsername(fields: AliyunSignedFields): string {
  const { userId, appId, channelId, nonce, timestamp } = fields;
  return `${userId}?appid=${appId}&channel=${channelId}&nonce=${nonce}&timestamp=${timestamp}`;
}

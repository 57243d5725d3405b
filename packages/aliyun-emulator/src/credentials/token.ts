import { createHash } from 'node:crypto';

/** The fields that a join credential is made over. */
export interface TokenFields {
  /** App id. */
  readonly appId: string;
  /** The app's secret. */
  readonly appKey: string;
  /** Room name. */
  readonly channelId: string;
  /** User id. */
  readonly userId: string;
  /** Begins with `AK-`. */
  readonly nonce: string;
  /** When the credential expires, in seconds since 1970, as text or number. */
  readonly timestamp: string | number;
}

/**
 * The token of Alibaba's first-generation RTC: the lower-case hexadecimal SHA-256 of the fields joined without
 * separators (documented under "token-based authentication" on help.aliyun.com).
 */
export function aliyunToken(fields: TokenFields): string {
  const { appId, appKey, channelId, userId, nonce, timestamp } = fields;
  return createHash('sha256')
    .update(`${appId}${appKey}${channelId}${userId}${nonce}${timestamp}`)
    .digest('hex');
}

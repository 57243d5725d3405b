import { checkArguments } from '../shared/check-arguments.ts';
import { toSeconds } from '../shared/clock.ts';
import { checkId, checkSecret, portableIdRule } from '../shared/identifier.ts';
import { checkLifetime, checkNow } from '../shared/lifetime.ts';
import { TokenError } from '../shared/token-error.ts';
import { grantedPermissions, refuseOneTime } from '../shared/token-request.ts';
import type { MintOptions, Minted, TokenRequest } from '../shared/token-request.ts';
import { aliyunTurnUsername, createAliyunNonce, signAliyun } from './aliyun-sign.ts';
import type { AliyunSignedFields } from './aliyun-sign.ts';
import type { AliyunArtcCredential, AliyunCredential, AliyunSecrets } from './aliyun-types.ts';

/** The public entry point of the service for the 1.16 SDK. */
export const defaultAliyunGslb: readonly string[] = ['https://rgslb.rtc.aliyuncs.com'];

/**
 * Mints the credential of `@jackfield/adapter-aliyun`, for `aliyun-webrtc-sdk` 1.16.
 * Throws `invalid-argument` for ids outside `[A-Za-z0-9_-]{1,64}` or holding `AK-`, `unsupported` for `permissions` (the
 * vendor's token carries none), `invalid-configuration` for bad secrets.
 */
export function mintAliyun(
  request: TokenRequest,
  secrets: AliyunSecrets,
  options: MintOptions = {},
): Minted<AliyunCredential> {
  const signed = sign(request, secrets, options);
  const { fields, token } = signed;
  const credential: AliyunCredential = {
    ...fields,
    token,
    gslb: checkGslb(secrets.gslb),
    turn: { username: aliyunTurnUsername(fields), password: token },
  };
  return { credential, expiresAt: fields.timestamp * 1000, lifetimeSeconds: signed.lifetimeSeconds };
}

/** Mints the single-string form that `joinChannel` of `aliyun-rtc-sdk` 7.x takes. Throws like {@link mintAliyun}. */
export function mintAliyunArtc(
  request: TokenRequest,
  secrets: AliyunSecrets,
  options: MintOptions = {},
): Minted<AliyunArtcCredential> {
  const { fields, token, lifetimeSeconds } = sign(request, secrets, options);
  return {
    credential: { token: encodeAliyunArtc(fields, token) },
    expiresAt: fields.timestamp * 1000,
    lifetimeSeconds,
  };
}

/** Writes the single-parameter form: base64 of the JSON of the fields, in the vendor's order. */
export function encodeAliyunArtc(fields: AliyunSignedFields, token: string): string {
  const { appId, channelId, userId, nonce, timestamp } = fields;
  const json = JSON.stringify({
    appid: appId,
    channelid: channelId,
    userid: userId,
    nonce,
    timestamp,
    token,
  });
  return Buffer.from(json).toString('base64');
}

interface Signed {
  readonly fields: AliyunSignedFields & { readonly timestamp: number };
  readonly token: string;
  readonly lifetimeSeconds: number;
}

function sign(request: TokenRequest, secrets: AliyunSecrets, options: MintOptions): Signed {
  checkArguments({ request, secrets, options });
  refuseOneTime(request);
  const appId = checkSecret(secrets.appId, 'appId', portableIdRule);
  const appKey = checkSecret(secrets.appKey, 'appKey');
  const channelId = checkId(request.room, 'room');
  const userId = checkId(request.userId, 'userId');
  checkBoundaries(channelId, userId, secrets.userIdLength);
  grantedPermissions(request);
  if (request.permissions !== undefined) {
    const message =
      'An Aliyun credential carries no permissions: leave permissions out, or decide by role in your app.';
    throw new TokenError('unsupported', message, { field: 'permissions' });
  }
  const lifetimeSeconds = checkLifetime(request.lifetimeSeconds);
  const timestamp = toSeconds(checkNow(options.now)) + lifetimeSeconds;
  const fields = { appId, channelId, userId, nonce: createAliyunNonce(), timestamp };
  return { fields, token: signAliyun(fields, appKey), lifetimeSeconds };
}

/** The hash has no separators, so ids that could be read as the beginning of the next field are refused. */
function checkBoundaries(channelId: string, userId: string, userIdLength: number | undefined): void {
  for (const [field, value] of [
    ['room', channelId],
    ['userId', userId],
  ] as const) {
    if (value.includes('AK-')) {
      throw new TokenError(
        'invalid-argument',
        `${field} must not contain "AK-", which marks where the nonce begins.`,
        { field },
      );
    }
  }
  if (userIdLength === undefined) return;
  if (!Number.isInteger(userIdLength) || userIdLength < 1 || userIdLength > 64) {
    throw new TokenError('invalid-configuration', 'userIdLength must be a whole number from 1 to 64.', {
      field: 'userIdLength',
    });
  }
  if (userId.length !== userIdLength) {
    throw new TokenError('invalid-argument', `userId must have exactly ${userIdLength} characters.`, {
      field: 'userId',
    });
  }
}

function checkGslb(gslb: readonly string[] | undefined): readonly string[] {
  const list: unknown = gslb ?? defaultAliyunGslb;
  if (!isAddressList(list)) {
    throw new TokenError('invalid-configuration', 'gslb must be a list of http or https addresses.', {
      field: 'gslb',
    });
  }
  return [...list];
}

function isAddressList(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.length > 0 && value.every((item) => isHttpUrl(item));
}

/** Tells whether a value is an absolute http or https address. */
export function isHttpUrl(value: unknown): boolean {
  return typeof value === 'string' && /^https?:\/\//.test(value) && URL.canParse(value);
}

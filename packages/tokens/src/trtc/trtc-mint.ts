import { checkArguments } from '../shared/check-arguments.ts';
import { toSeconds } from '../shared/clock.ts';
import { checkId, checkSecret, portableIdRule } from '../shared/identifier.ts';
import type { IdRule } from '../shared/identifier.ts';
import { checkLifetime, checkNow } from '../shared/lifetime.ts';
import { isGroupGranted } from '../shared/permission-group.ts';
import { TokenError } from '../shared/token-error.ts';
import { grantedPermissions, refuseOneTime } from '../shared/token-request.ts';
import type { GrantedPermissions, MintOptions, Minted, TokenRequest } from '../shared/token-request.ts';
import { findProxyFault } from './trtc-proxy.ts';
import { encodeTrtcRoomGrant, encodeTrtcTicket } from './trtc-sign.ts';
import type { TrtcCredential, TrtcSecrets } from './trtc-types.ts';

const userRule: IdRule = {
  pattern: /^[A-Za-z0-9_-]{1,32}$/,
  description: '1 to 32 letters, digits, "_" or "-"',
};

/**
 * Mints what `enterRoom` of `trtc-sdk-v5` takes: a UserSig, and a PrivateMapKey that binds it to the room. Only holders who may
 * publish may make a room that does not exist yet. Throws `invalid-argument`, `invalid-configuration`, or `unsupported` for
 * permissions that Tencent cannot tell apart.
 */
export function mintTrtc(
  request: TokenRequest,
  secrets: TrtcSecrets,
  options: MintOptions = {},
): Minted<TrtcCredential> {
  checkArguments({ request, secrets, options });
  refuseOneTime(request);
  const { sdkAppId } = secrets;
  if (!Number.isInteger(sdkAppId) || sdkAppId <= 0 || sdkAppId > 0xffffffff) {
    throw new TokenError('invalid-configuration', 'sdkAppId must be a whole, positive number.', {
      field: 'sdkAppId',
    });
  }
  const secretKey = checkSecret(secrets.secretKey, 'secretKey');
  const wrong = findProxyFault(secrets.proxy);
  if (wrong) throw new TokenError('invalid-configuration', wrong.text, { field: wrong.field });
  const room = checkId(request.room, 'room', portableIdRule);
  const userId = checkId(request.userId, 'userId', userRule);
  const privileges = privilegesOf(grantedPermissions(request));
  const lifetimeSeconds = checkLifetime(request.lifetimeSeconds);
  const issuedAt = toSeconds(checkNow(options.now));
  const expiresAt = issuedAt + lifetimeSeconds;
  const ticket = { userId, sdkAppId, issuedAt, lifetimeSeconds };
  const userBuffer = encodeTrtcRoomGrant({ userId, sdkAppId, room, expiresAt, privileges }).toString(
    'base64',
  );
  const credential: TrtcCredential = {
    sdkAppId,
    userId,
    userSig: encodeTrtcTicket(ticket, secretKey),
    strRoomId: room,
    privateMapKey: encodeTrtcTicket({ ...ticket, userBuffer }, secretKey),
    ...(secrets.proxy && { proxy: secrets.proxy }),
  };
  return { credential, expiresAt: expiresAt * 1000, lifetimeSeconds };
}

function privilegesOf({ publish, subscribe, messages }: GrantedPermissions): number {
  if (!messages) {
    throw new TokenError('unsupported', 'A TRTC credential cannot forbid messages.', {
      field: 'permissions.messages',
    });
  }
  const audio = isGroupGranted(publish, ['microphone', 'screen-audio'], 'TRTC');
  return (
    2 +
    (publish.length > 0 ? 1 : 0) +
    (audio ? 4 : 0) +
    (publish.includes('camera') ? 16 : 0) +
    (publish.includes('screen') ? 64 : 0) +
    (subscribe ? 8 + 32 + 128 : 0)
  );
}

import { randomInt } from 'node:crypto';

import { loadAgoraLibrary } from './agora-library.js';

import { checkArguments } from '../shared/check-arguments.ts';
import { toSeconds } from '../shared/clock.ts';
import { checkId, checkSecret } from '../shared/identifier.ts';
import type { IdRule } from '../shared/identifier.ts';
import { checkLifetime, checkNow, hardLifetime } from '../shared/lifetime.ts';
import { isGroupGranted } from '../shared/permission-group.ts';
import { TokenError } from '../shared/token-error.ts';
import { grantedPermissions, refuseOneTime } from '../shared/token-request.ts';
import type { GrantedPermissions, MintOptions, Minted, TokenRequest } from '../shared/token-request.ts';
import type { AgoraCredential, AgoraSecrets } from './agora-types.ts';

const hexRule: IdRule = { pattern: /^[0-9a-fA-F]{32}$/, description: '32 hex digits' };
/** Agora's documented characters of channel names (at most 64 bytes) and user accounts. */
const idRule: IdRule = {
  pattern: /^[A-Za-z0-9 !#$%&()+\-:;<=.>?@[\]^_{}|~,]{1,64}$/,
  description: '1 to 64 letters, digits, blanks or !#$%&()+-:;<=.>?@[]^_{}|~,',
};
/** Agora's numbers for what somebody may do in a channel. */
const privilege = { join: 1, audio: 2, video: 3, data: 4 };
/** Agora's privileges hold for a day at most. */
const lifetimeBounds = { ...hardLifetime, maximum: 86_400 };

/**
 * Mints what `client.join` of `agora-rtc-sdk-ng` takes: an AccessToken2 for a user account. Privileges other than joining count only
 * in projects with co-host authentication switched on. Rejects `invalid-argument`, `invalid-configuration` (also where `agora-token` is
 * not installed), or `unsupported` for permissions that Agora cannot tell apart.
 */
export async function mintAgora(
  request: TokenRequest,
  secrets: AgoraSecrets,
  options: MintOptions = {},
): Promise<Minted<AgoraCredential>> {
  checkArguments({ request, secrets, options });
  refuseOneTime(request);
  const appId = checkSecret(secrets.appId, 'appId', hexRule);
  const appCertificate = checkSecret(secrets.appCertificate, 'appCertificate', hexRule);
  const channel = checkId(request.room, 'room', idRule);
  const uid = checkId(request.userId, 'userId', idRule);
  const permissions = grantedPermissions(request);
  const lifetimeSeconds = checkLifetime(request.lifetimeSeconds, lifetimeBounds);
  const issuedAt = toSeconds(checkNow(options.now));
  const token = await buildAgoraToken({
    appId,
    appCertificate,
    channel,
    uid,
    issuedAt,
    lifetimeSeconds,
    salt: randomInt(1, 99_999_999),
    privileges: privilegesOf(permissions),
  });
  return {
    credential: { appId, channel, uid, token },
    expiresAt: (issuedAt + lifetimeSeconds) * 1000,
    lifetimeSeconds,
  };
}

/** Everything that goes into an AccessToken2 with one RTC service. */
export interface AgoraTokenParts {
  /** 32 hex digits. */
  readonly appId: string;
  /** 32 hex digits; signs the token and is not in it. */
  readonly appCertificate: string;
  /** The channel it admits to. */
  readonly channel: string;
  /** A number, or an account; `0` and the empty text stand for anyone. */
  readonly uid: string | number;
  /** Seconds since 1970. */
  readonly issuedAt: number;
  /** How long token and privileges last, seconds. */
  readonly lifetimeSeconds: number;
  /** A random number, unsigned 32 bits; makes two tokens of one second differ. */
  readonly salt: number;
  /** 1 join, 2 publish audio, 3 publish video, 4 publish data. */
  readonly privileges: readonly number[];
}

/** Builds the token with `agora-token`. Rejects `server-error` when that library refuses, `invalid-configuration` where it is not installed. */
export async function buildAgoraToken(parts: AgoraTokenParts): Promise<string> {
  const { AccessToken2, ServiceRtc } = await loadAgoraLibrary();
  const access = new AccessToken2(parts.appId, parts.appCertificate, parts.issuedAt, parts.lifetimeSeconds);
  access.salt = parts.salt;
  const service = new ServiceRtc(parts.channel, parts.uid);
  for (const each of parts.privileges) service.add_privilege(each, parts.lifetimeSeconds);
  access.add_service(service);
  const token = access.build();
  if (token === '')
    throw new TokenError('server-error', 'The Agora library refused the App ID or the certificate.');
  return token;
}

function privilegesOf({ publish, subscribe, messages }: GrantedPermissions): readonly number[] {
  if (!subscribe) {
    throw new TokenError('unsupported', 'An Agora token cannot forbid to receive.', {
      field: 'permissions.subscribe',
    });
  }
  return [
    privilege.join,
    ...(isGroupGranted(publish, ['microphone', 'screen-audio'], 'Agora') ? [privilege.audio] : []),
    ...(isGroupGranted(publish, ['camera', 'screen'], 'Agora') ? [privilege.video] : []),
    ...(messages && publish.length > 0 ? [privilege.data] : []),
  ];
}

import { AccessToken, TrackSource } from 'livekit-server-sdk';

import { checkArguments } from '../shared/check-arguments.ts';
import { checkId, checkSecret } from '../shared/identifier.ts';
import type { IdRule } from '../shared/identifier.ts';
import { checkLifetime } from '../shared/lifetime.ts';
import { parseJson, readFields } from '../shared/read-field.ts';
import { TokenError } from '../shared/token-error.ts';
import { checkDisplayName, grantedPermissions, refuseOneTime } from '../shared/token-request.ts';
import type { MediaSource, Minted, TokenRequest } from '../shared/token-request.ts';
import { isWebSocketUrl } from '../shared/web-socket-url.ts';
import type { LivekitCredential, LivekitSecrets } from './livekit-types.ts';

const idRule: IdRule = {
  pattern: /^[^\p{Cc}\p{Cs}]{1,128}$/u,
  description: '1 to 128 characters without control characters',
};

const trackSources: Readonly<Record<MediaSource, TrackSource>> = {
  microphone: TrackSource.MICROPHONE,
  camera: TrackSource.CAMERA,
  screen: TrackSource.SCREEN_SHARE,
  'screen-audio': TrackSource.SCREEN_SHARE_AUDIO,
};

/**
 * Mints what `room.connect` of `livekit-client` takes, through `livekit-server-sdk`. Times are the machine's clock, which that
 * library reads itself. Rejects with `invalid-argument` or `invalid-configuration`.
 */
export async function mintLivekit(
  request: TokenRequest,
  secrets: LivekitSecrets,
): Promise<Minted<LivekitCredential>> {
  checkArguments({ request, secrets });
  refuseOneTime(request);
  const url = checkSecret(secrets.url, 'url');
  if (!isWebSocketUrl(url)) {
    throw new TokenError('invalid-configuration', 'url must be a ws or wss address.', { field: 'url' });
  }
  const apiKey = checkSecret(secrets.apiKey, 'apiKey');
  const apiSecret = checkSecret(secrets.apiSecret, 'apiSecret');
  const room = checkId(request.room, 'room', idRule);
  const identity = checkId(request.userId, 'userId', idRule);
  const name = checkDisplayName(request.displayName);
  const { publish, subscribe, messages, rename } = grantedPermissions(request);
  const ttl = checkLifetime(request.lifetimeSeconds);

  const access = new AccessToken(apiKey, apiSecret, {
    identity,
    ttl,
    ...(name === undefined ? {} : { name }),
  });
  access.addGrant({
    roomJoin: true,
    room,
    canPublish: publish.length > 0,
    canPublishSources: publish.map((source) => trackSources[source]),
    canSubscribe: subscribe,
    canPublishData: messages,
    ...(rename ? { canUpdateOwnMetadata: true } : {}),
  });
  const token = await access.toJwt();
  return { credential: { url, token }, expiresAt: readExpiry(token) * 1000, lifetimeSeconds: ttl };
}

/** The library takes the time itself, so the token is asked when it ends. */
function readExpiry(token: string): number {
  const claims = readFields(parseJson(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()));
  const expiry = claims?.['exp'];
  if (typeof expiry !== 'number')
    throw new TokenError('server-error', 'The LiveKit library made a token without an end.');
  return expiry;
}

import type * as LivekitLibrary from 'livekit-server-sdk';

import { checkArguments } from '../shared/check-arguments.ts';
import { checkId, checkSecret } from '../shared/identifier.ts';
import type { IdRule } from '../shared/identifier.ts';
import { checkLifetime } from '../shared/lifetime.ts';
import { missingLibrary } from '../shared/missing-library.ts';
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

const trackSources = {
  microphone: 'MICROPHONE',
  camera: 'CAMERA',
  screen: 'SCREEN_SHARE',
  'screen-audio': 'SCREEN_SHARE_AUDIO',
} as const satisfies Record<MediaSource, keyof typeof LivekitLibrary.TrackSource>;

/**
 * Mints what `room.connect` of `livekit-client` takes, through `livekit-server-sdk`. Times are the machine's clock, which that
 * library reads itself. Rejects with `invalid-argument` or `invalid-configuration` (also where that library is not installed).
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

  const { AccessToken, TrackSource: sources } = await loadLibrary();
  const access = new AccessToken(apiKey, apiSecret, {
    identity,
    ttl,
    ...(name === undefined ? {} : { name }),
  });
  access.addGrant({
    roomJoin: true,
    room,
    canPublish: publish.length > 0,
    canPublishSources: publish.map((source) => sources[trackSources[source]]),
    canSubscribe: subscribe,
    canPublishData: messages,
    ...(rename ? { canUpdateOwnMetadata: true } : {}),
  });
  const token = await access.toJwt();
  return { credential: { url, token }, expiresAt: readExpiry(token) * 1000, lifetimeSeconds: ttl };
}

async function loadLibrary(): Promise<typeof LivekitLibrary> {
  // The import stands in a `try` of its own: bundlers then take a library that is not installed for one that is not wanted.
  try {
    return await import('livekit-server-sdk');
  } catch (cause) {
    throw missingLibrary('livekit-server-sdk', cause);
  }
}

/** The library takes the time itself, so the token is asked when it ends. */
function readExpiry(token: string): number {
  const claims = readFields(parseJson(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()));
  const expiry = claims?.['exp'];
  if (typeof expiry !== 'number')
    throw new TokenError('server-error', 'The LiveKit library made a token without an end.');
  return expiry;
}

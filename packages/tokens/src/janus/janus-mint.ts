import { isWebSocketUrl } from '../shared/web-socket-url.ts';
import { checkArguments } from '../shared/check-arguments.ts';
import { toSeconds } from '../shared/clock.ts';
import { checkId, checkSecret } from '../shared/identifier.ts';
import { checkLifetime, checkNow } from '../shared/lifetime.ts';
import { TokenError } from '../shared/token-error.ts';
import { checkDisplayName, grantedPermissions, refuseOneTime } from '../shared/token-request.ts';
import type { MintOptions, Minted, TokenRequest } from '../shared/token-request.ts';
import { janusPlugins, janusTextPin, janusToken } from './janus-sign.ts';
import type { JanusCredential, JanusSecrets } from './janus-types.ts';

/**
 * Mints what `@jackfield/adapter-janus` takes: Janus' signed tokens for the server and for one room. The user's name is in it for
 * `explainJanus`; the server itself does not read it, so whoever holds a credential may call themselves anything in that room.
 * Throws `invalid-argument`, `invalid-configuration`, or `unsupported` for permissions, which these tokens cannot carry.
 */
export function mintJanus(
  request: TokenRequest,
  secrets: JanusSecrets,
  options: MintOptions = {},
): Minted<JanusCredential> {
  checkArguments({ request, secrets, options });
  refuseOneTime(request);
  const url = checkSecret(secrets.url, 'url');
  if (!isWebSocketUrl(url)) {
    throw new TokenError('invalid-configuration', 'url must be a ws or wss address.', { field: 'url' });
  }
  const tokenSecret = checkSecret(secrets.tokenSecret, 'tokenSecret');
  const room = checkId(request.room, 'room');
  const userId = checkId(request.userId, 'userId');
  checkDisplayName(request.displayName);
  grantedPermissions(request);
  if (request.permissions !== undefined) {
    const message =
      'A Janus token carries no permissions: leave permissions out, or decide by role in your app.';
    throw new TokenError('unsupported', message, { field: 'permissions' });
  }
  const lifetimeSeconds = checkLifetime(request.lifetimeSeconds);
  const expiry = toSeconds(checkNow(options.now)) + lifetimeSeconds;
  const credential = {
    url,
    token: janusToken(
      { expiry, realm: 'janus', allows: [janusPlugins.video, janusPlugins.text] },
      tokenSecret,
    ),
    roomToken: janusToken(
      { expiry, realm: janusPlugins.video, allows: [`room=${room}`, `user=${userId}`] },
      tokenSecret,
    ),
    textPin: janusTextPin(room, tokenSecret),
  };
  return { credential, expiresAt: expiry * 1000, lifetimeSeconds };
}

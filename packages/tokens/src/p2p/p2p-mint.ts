import { randomUUID } from 'node:crypto';

import { checkArguments } from '../shared/check-arguments.ts';
import { toSeconds } from '../shared/clock.ts';
import { checkId } from '../shared/identifier.ts';
import { checkLifetime, checkNow } from '../shared/lifetime.ts';
import { checkDisplayName, grantedPermissions } from '../shared/token-request.ts';
import type { MintOptions, Minted, TokenRequest } from '../shared/token-request.ts';
import { loadJose } from './load-jose.ts';
import { p2pTokenType, readP2pKeys } from './p2p-keys.ts';
import type { P2pCredential, P2pSecrets } from './p2p-types.ts';

/** What the signalling server takes in a frame; a longer name would let nobody in. */
const longestP2pName = 128;

/**
 * Mints what lets one user into one room of a signalling server. Claims: `room`, `sub`, `name`, `role`, `permissions`, `iat`,
 * `exp`, `jti`, `holder`, `once`. Rejects with `invalid-argument` or `invalid-configuration` (also where `jose` is not
 * installed).
 */
export async function mintP2p(
  request: TokenRequest,
  secrets: P2pSecrets,
  options: MintOptions = {},
): Promise<Minted<P2pCredential>> {
  checkArguments({ request, secrets, options });
  const [key] = readP2pKeys(secrets);
  const room = checkId(request.room, 'room');
  const userId = checkId(request.userId, 'userId');
  const name = checkDisplayName(request.displayName, longestP2pName);
  const { publish, subscribe, messages } = grantedPermissions(request);
  const holder = request.holder === undefined ? undefined : checkId(request.holder, 'holder');
  const lifetimeSeconds = checkLifetime(request.lifetimeSeconds);
  const issuedAt = toSeconds(checkNow(options.now));
  const expiry = issuedAt + lifetimeSeconds;
  const { SignJWT } = await loadJose();
  const token = await new SignJWT({
    room,
    ...(name === undefined ? {} : { name }),
    ...(request.role === undefined ? {} : { role: request.role }),
    permissions: { publish, subscribe, messages },
    ...(holder === undefined ? {} : { holder }),
    ...(request.oneTime === true ? { once: true } : {}),
  })
    .setProtectedHeader({ alg: 'HS256', typ: p2pTokenType, kid: key.id })
    .setSubject(userId)
    .setIssuedAt(issuedAt)
    .setExpirationTime(expiry)
    .setJti(randomUUID())
    .sign(key.bytes);
  return { credential: { token }, expiresAt: expiry * 1000, lifetimeSeconds };
}

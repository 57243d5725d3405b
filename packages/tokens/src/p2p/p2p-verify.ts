import type { errors } from 'jose';
import * as v from 'valibot';

import { equalInConstantTime } from '../shared/compare.ts';
import { portableId } from '../shared/identifier.ts';
import { checkNow } from '../shared/lifetime.ts';
import { maximumJwtLength } from '../shared/parse-jwt.ts';
import { TokenError } from '../shared/token-error.ts';
import { mediaSources } from '../shared/token-request.ts';
import { loadJose } from './load-jose.ts';
import { p2pTokenType, readP2pKeys } from './p2p-keys.ts';
import type { P2pClaims, P2pSecrets } from './p2p-types.ts';

/** What `verifyP2p` takes beside the token. */
export interface P2pVerifyOptions {
  /** The ring: `current` and every key that may still have signed a living credential. */
  readonly keys: P2pSecrets;
  /** The room that the holder wants to enter; a credential for another is refused. */
  readonly room?: string | undefined;
  /** The user that the holder says to be; a credential for another is refused. */
  readonly userId?: string | undefined;
  /** The time to judge by, milliseconds since 1970. Default: now. */
  readonly now?: number | undefined;
  /** How far the clock of the server that minted may differ, seconds. Default 5. */
  readonly clockSkewSeconds?: number | undefined;
  /** The longest lifetime that is believed, seconds. Default 172800 (48 hours). */
  readonly maximumLifetimeSeconds?: number | undefined;
}

const claimsSchema = v.object({
  room: v.pipe(v.string(), v.regex(portableId)),
  sub: v.pipe(v.string(), v.regex(portableId)),
  name: v.optional(v.pipe(v.string(), v.maxLength(128))),
  role: v.optional(v.picklist(['host', 'audience'])),
  permissions: v.optional(
    v.object({
      publish: v.optional(v.array(v.picklist(mediaSources))),
      subscribe: v.optional(v.boolean()),
      messages: v.optional(v.boolean()),
    }),
  ),
  holder: v.optional(v.pipe(v.string(), v.regex(portableId))),
  once: v.optional(v.boolean()),
  jti: v.pipe(v.string(), v.minLength(1), v.maxLength(64)),
  iat: v.pipe(v.number(), v.integer(), v.minValue(1)),
  exp: v.pipe(v.number(), v.integer(), v.minValue(1)),
});

/**
 * Verifies a credential of `mintP2p`: signature by the key that it names, type, times, claims, room and user.
 * Rejects with `credential-expired`, `credential-invalid` (`field` names the claim), `forbidden` (another room or user),
 * `invalid-configuration` (a bad key, or `jose` is not installed).
 */
export async function verifyP2p(token: unknown, options: P2pVerifyOptions): Promise<P2pClaims> {
  const keys = readP2pKeys(options.keys);
  const skew = options.clockSkewSeconds ?? 5;
  const now = checkNow(options.now);
  if (typeof token !== 'string' || token.length === 0 || token.length > maximumJwtLength) {
    throw invalid('token', 'The credential must be a token of at most 8192 characters.');
  }
  const { jwtVerify, errors: kinds } = await loadJose();
  const verified = await jwtVerify(
    token,
    (header) => {
      const key = keys.find((candidate) => candidate.id === header.kid);
      if (key === undefined)
        throw invalid('kid', 'The credential was signed with a key that this server does not hold.');
      return key.bytes;
    },
    {
      algorithms: ['HS256'],
      typ: p2pTokenType,
      clockTolerance: skew,
      currentDate: new Date(now),
      requiredClaims: ['room', 'sub', 'iat', 'exp', 'jti'],
    },
  ).catch((cause: unknown) => {
    throw translate(cause, kinds);
  });
  const parsed = v.safeParse(claimsSchema, verified.payload);
  if (!parsed.success) {
    const field = v.getDotPath(parsed.issues[0]) ?? 'token';
    throw invalid(field, `The credential's claim ${field} is not what this server mints.`);
  }
  const claims = parsed.output;
  if (claims.iat > now / 1000 + skew)
    throw invalid('iat', 'The credential was issued in the future: compare the clocks.');
  if (claims.exp <= claims.iat) throw invalid('exp', 'The credential ends before it begins.');
  if (claims.exp - claims.iat > (options.maximumLifetimeSeconds ?? 172_800)) {
    throw invalid('exp', 'The credential lives longer than this server believes.');
  }
  checkMatch('room', claims.room, options.room);
  checkMatch('userId', claims.sub, options.userId);
  return {
    room: claims.room,
    userId: claims.sub,
    displayName: claims.name,
    role: claims.role,
    permissions: claims.permissions,
    id: claims.jti,
    holder: claims.holder,
    oneTime: claims.once,
    issuedAt: claims.iat * 1000,
    expiresAt: claims.exp * 1000,
  };
}

function checkMatch(field: 'room' | 'userId', found: string, wanted: string | undefined): void {
  if (wanted === undefined || equalInConstantTime(found, wanted)) return;
  throw new TokenError('forbidden', `The credential is for another ${field === 'room' ? 'room' : 'user'}.`, {
    field,
  });
}

function invalid(field: string, message: string): TokenError {
  return new TokenError('credential-invalid', message, { field });
}

/** The library's error is kept as the cause; its text may quote the token, so the message is our own. */
function translate(cause: unknown, kinds: typeof errors): TokenError {
  if (cause instanceof TokenError) return cause;
  if (cause instanceof kinds.JWTExpired) {
    return new TokenError('credential-expired', 'The credential has expired: fetch a new one.', {
      field: 'exp',
      cause,
    });
  }
  if (cause instanceof kinds.JWTClaimValidationFailed) {
    const message = `The credential's ${cause.claim} is missing or wrong.`;
    return new TokenError('credential-invalid', message, { field: cause.claim, cause });
  }
  if (cause instanceof kinds.JWSSignatureVerificationFailed) {
    const message = 'The signature of the credential does not hold: another key, or it was altered.';
    return new TokenError('credential-invalid', message, { field: 'token', cause });
  }
  if (cause instanceof kinds.JOSEAlgNotAllowed) {
    return new TokenError('credential-invalid', 'The credential must be signed with HS256.', {
      field: 'alg',
      cause,
    });
  }
  return new TokenError('credential-invalid', 'The credential is no token of this server.', {
    field: 'token',
    cause,
  });
}

import { checkId } from '../shared/identifier.ts';
import { checkLifetime } from '../shared/lifetime.ts';
import type { LifetimeBounds } from '../shared/lifetime.ts';
import { TokenError } from '../shared/token-error.ts';
import { checkDisplayName, grantedPermissions } from '../shared/token-request.ts';
import type { TokenRequest } from '../shared/token-request.ts';
import type { AskedToken, TokenDecision } from './handler-types.ts';

/**
 * What is minted for a decision. Throws `forbidden` or `not-authenticated` for every answer but `{ allow: true }`, and `server-error`
 * when the decision itself holds a bad value, or one of the server's secrets, which `redact` knows.
 */
export function grantOf(
  asked: AskedToken,
  decision: TokenDecision,
  { lifetime, redact }: { readonly lifetime: LifetimeBounds; readonly redact: (text: string) => string },
): TokenRequest {
  if (!isYes(decision)) throw refusal(decision);
  const granted = {
    room: asked.room,
    userId: decision.userId ?? asked.userId,
    displayName: decision.displayName ?? asked.displayName,
    role: decision.role ?? asked.role,
    permissions: decision.permissions,
    holder: decision.holder,
    oneTime: decision.oneTime,
    lifetimeSeconds: decision.lifetimeSeconds ?? asked.lifetimeSeconds ?? lifetime.default,
  };
  try {
    checkId(granted.userId, 'userId');
    checkDisplayName(granted.displayName);
    grantedPermissions(granted);
    if (granted.holder !== undefined) checkId(granted.holder, 'holder');
    checkLifetime(granted.lifetimeSeconds, lifetime);
    for (const field of ['userId', 'displayName'] as const) {
      const text = granted[field] ?? '';
      // A mix-up of variables: the person's browser would get the secret in what is minted.
      if (redact(text) !== text) throw new TokenError('invalid-argument', 'It is a secret.', { field });
    }
  } catch (cause) {
    // What was asked for passed these checks before, so it is the decision that does not.
    const field = cause instanceof TokenError ? cause.field : undefined;
    throw new TokenError('server-error', `authorize returned a bad value for ${field ?? 'a field'}.`, {
      cause,
    });
  }
  return granted;
}

/** Code without types may return anything; only the exact yes counts. */
function isYes(decision: unknown): decision is Extract<TokenDecision, { allow: true }> {
  return typeof decision === 'object' && decision !== null && 'allow' in decision && decision.allow === true;
}

function refusal(decision: unknown): TokenError {
  const said = typeof decision === 'object' && decision !== null ? decision : {};
  const message = 'message' in said && typeof said.message === 'string' ? said.message : undefined;
  if ('status' in said && said.status === 401)
    return new TokenError('not-authenticated', message ?? 'Log in first.');
  return new TokenError('forbidden', message ?? 'You may not have a token for this.');
}

import { systemClock } from '../shared/clock.ts';
import type { LifetimeBounds } from '../shared/lifetime.ts';
import { defaultLifetime, hardLifetime } from '../shared/lifetime.ts';
import type { Minted } from '../shared/token-request.ts';
import { TokenError, isTokenError } from '../shared/token-error.ts';
import { makeBodyReader } from './asked-token-schema.ts';
import { checkWholeNumber, misconfigured } from './check-options.ts';
import { makeCorsPolicy } from './cors.ts';
import { grantOf } from './decision.ts';
import type { AskedToken, TokenHandler, TokenHandlerOptions, TokenLogEntry } from './handler-types.ts';
import { makeRateLimiter } from './rate-limiter.ts';
import { readJsonBody } from './read-json-body.ts';
import { errorResponse, jsonResponse, statusOf } from './respond.ts';
import { runBounded } from './run-bounded.ts';

/**
 * Makes a standard `Request` to `Response` handler that hands out credentials: `POST` of JSON
 * `{ provider, room, userId, displayName?, role?, purpose?, reason?, lifetimeSeconds? }`, answered with
 * `{ provider, credential, expiresAt, lifetimeSeconds }` or `{ error: { code, message, field? } }`.
 * Nobody gets anything unless `authorize` says so. Throws `invalid-configuration` for bad options; the handler itself never rejects.
 */
export function createTokenHandler(options: TokenHandlerOptions): TokenHandler {
  const clock = options.clock ?? systemClock;
  const providers = new Map(Object.entries(options.providers));
  if (providers.size === 0) throw misconfigured('providers', 'must name at least one vendor');
  const lifetime = checkBounds(options.lifetimeSeconds);
  const maxBodyBytes = checkWholeNumber(options.maxBodyBytes ?? 4096, 'maxBodyBytes', {
    minimum: 64,
    maximum: 1_048_576,
  });
  const milliseconds = checkWholeNumber(options.timeoutMilliseconds ?? 10_000, 'timeoutMilliseconds', {
    minimum: 1,
    maximum: 600_000,
  });
  const cors = makeCorsPolicy(options.cors);
  const limiter =
    options.rateLimit === false ? undefined : makeRateLimiter(options.rateLimit ?? {}, () => clock.now());
  const readBody = makeBodyReader([...providers.keys()], lifetime);
  const redact = (text: string): string =>
    [...providers.values()].reduce((result, provider) => provider.redact(result), text);

  const write = (entry: TokenLogEntry): void => {
    try {
      options.log?.(entry);
    } catch {
      // A log that fails must not decide who gets a token.
    }
  };

  async function ask(request: Request): Promise<AskedToken> {
    const late = (): TokenError => new TokenError('timeout', 'The body did not arrive in time.');
    return readBody(
      await runBounded((signal) => readJsonBody(request, maxBodyBytes, signal), {
        clock,
        milliseconds,
        late,
      }),
    );
  }

  async function grant(
    asked: AskedToken,
    request: Request,
    clientAddress: string | undefined,
  ): Promise<Minted<unknown>> {
    const late = (what: string) => (): TokenError => new TokenError('server-error', `${what} took too long.`);
    const { authorize } = options;
    if (authorize === undefined)
      throw new TokenError('forbidden', 'Nobody may have a token here: the server has no rule yet.');
    const present = await runBounded(() => options.presence?.(asked), {
      clock,
      milliseconds,
      late: late('presence'),
    });
    const decision = await runBounded(
      (signal) => authorize(asked, { request, clientAddress, present, signal }),
      { clock, milliseconds, late: late('authorize') },
    );
    const granted = grantOf(asked, decision, { lifetime, redact });
    const provider = providers.get(asked.provider);
    if (provider === undefined) throw new TokenError('server-error', 'A provider is gone.');
    return runBounded(() => provider.mint(granted, { now: clock.now() }), {
      clock,
      milliseconds,
      late: late('Minting'),
    });
  }

  return async (request, { clientAddress } = {}) => {
    const startedAt = clock.now();
    let headers = new Headers({ Vary: 'Origin' });
    let name: string | undefined;
    const finish = (
      response: Response,
      entry: Omit<TokenLogEntry, 'status' | 'provider' | 'durationMilliseconds'>,
    ): Response => {
      write({
        ...entry,
        status: response.status,
        provider: name,
        durationMilliseconds: Math.max(0, clock.now() - startedAt),
      });
      return response;
    };
    try {
      headers = cors.check(request);
      if (request.method === 'OPTIONS') {
        cors.preflight(headers);
        return new Response(null, { status: 204, headers });
      }
      if (request.method !== 'POST') {
        headers.set('Allow', 'POST, OPTIONS');
        throw new TokenError('method-not-allowed', 'Ask for a token with POST.');
      }
      const wait = limiter?.take(request, clientAddress) ?? 0;
      if (wait > 0) {
        headers.set('Retry-After', String(wait));
        throw new TokenError('rate-limited', `Too many requests: wait ${wait} s.`);
      }
      const asked = await ask(request);
      name = asked.provider;
      const { credential, expiresAt, lifetimeSeconds } = await grant(asked, request, clientAddress);
      const body = { provider: name, credential, expiresAt, lifetimeSeconds };
      return finish(jsonResponse(200, body, headers), { level: 'info', event: 'token-issued' });
    } catch (cause) {
      const error = isTokenError(cause) ? cause : unexpected(cause);
      const { code, field } = error;
      const failed = statusOf(code) === 500;
      return finish(errorResponse(error, headers, redact), {
        level: failed ? 'error' : 'warn',
        event: failed ? 'token-failed' : 'token-refused',
        code,
        ...(field === undefined ? {} : { field: redact(field) }),
        ...(failed ? { detail: redact(error.message) } : {}),
      });
    }
  };
}

/** Texts of other people's errors may hold anything, so only the kind of error is told, also in the log. */
function unexpected(cause: unknown): TokenError {
  const kind = cause instanceof Error ? cause.name : typeof cause;
  const shown = /^[A-Za-z]{1,40}$/.test(kind) ? kind : 'error';
  return new TokenError('server-error', `authorize or a provider threw: ${shown}.`, { cause });
}

function checkBounds(given: Partial<LifetimeBounds> | undefined): LifetimeBounds {
  const minimum = checkWholeNumber(
    given?.minimum ?? defaultLifetime.minimum,
    'lifetimeSeconds.minimum',
    hardLifetime,
  );
  const maximum = checkWholeNumber(
    given?.maximum ?? Math.max(minimum, defaultLifetime.maximum),
    'lifetimeSeconds.maximum',
    {
      minimum,
      maximum: hardLifetime.maximum,
    },
  );
  const usual = Math.min(maximum, Math.max(minimum, defaultLifetime.default));
  return {
    minimum,
    maximum,
    default: checkWholeNumber(given?.default ?? usual, 'lifetimeSeconds.default', { minimum, maximum }),
  };
}

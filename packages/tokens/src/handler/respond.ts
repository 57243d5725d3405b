import type { TokenError, TokenErrorCode } from '../shared/token-error.ts';

const statuses: Readonly<Record<TokenErrorCode, number>> = {
  'invalid-argument': 400,
  unsupported: 400,
  'credential-invalid': 401,
  'credential-expired': 401,
  'not-authenticated': 401,
  forbidden: 403,
  'method-not-allowed': 405,
  timeout: 408,
  'payload-too-large': 413,
  'unsupported-media-type': 415,
  'rate-limited': 429,
  'invalid-configuration': 500,
  'server-error': 500,
};

/** The HTTP status of an error. */
export function statusOf(code: TokenErrorCode): number {
  return statuses[code];
}

/** A JSON answer that nothing on the way keeps. */
export function jsonResponse(status: number, body: unknown, headers: Headers): Response {
  headers.set('Content-Type', 'application/json; charset=utf-8');
  headers.set('Cache-Control', 'no-store');
  headers.set('X-Content-Type-Options', 'nosniff');
  return new Response(JSON.stringify(body), { status, headers });
}

/** An error as `{ error: { code, message, field? } }`. What is wrong inside the server is not told. */
export function errorResponse(
  error: TokenError,
  headers: Headers,
  redact: (text: string) => string,
): Response {
  const status = statusOf(error.code);
  const hidden = status === 500;
  const message = hidden ? 'The server could not make a token.' : redact(error.message);
  const field = hidden || error.field === undefined ? undefined : redact(error.field);
  const code = hidden ? 'server-error' : error.code;
  return jsonResponse(
    status,
    { error: { code, message, ...(field === undefined ? {} : { field }) } },
    headers,
  );
}

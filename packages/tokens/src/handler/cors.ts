import { TokenError } from '../shared/token-error.ts';
import { checkWholeNumber, misconfigured } from './check-options.ts';
import type { CorsOptions } from './handler-types.ts';

/** Decides about the `Origin` of requests. */
export interface CorsPolicy {
  /** Headers for the answer. Throws `forbidden` for an origin that is not on the list. */
  check(request: Request): Headers;
  /** Adds what a preflight asks for. */
  preflight(headers: Headers): void;
}

/** Makes the policy. Throws `invalid-configuration` for anything that is not an exact origin. */
export function makeCorsPolicy(options: CorsOptions | undefined): CorsPolicy {
  const origins = new Set(options?.origins ?? []);
  for (const origin of origins) {
    if (!URL.canParse(origin) || new URL(origin).origin !== origin) {
      throw misconfigured('cors.origins', `must list exact origins such as https://app.example`);
    }
  }
  const maxAge = checkWholeNumber(options?.maxAgeSeconds ?? 600, 'cors.maxAgeSeconds', {
    minimum: 0,
    maximum: 86_400,
  });
  return {
    check(request) {
      const headers = new Headers({ Vary: 'Origin' });
      const origin = request.headers.get('origin');
      if (origin === null) return headers;
      if (origins.has(origin)) {
        headers.set('Access-Control-Allow-Origin', origin);
        if (options?.credentials === true) headers.set('Access-Control-Allow-Credentials', 'true');
        return headers;
      }
      if (isSameOrigin(request, origin)) return headers;
      throw new TokenError('forbidden', 'Pages of this origin may not ask for tokens here.', {
        field: 'origin',
      });
    },
    preflight(headers) {
      headers.set('Allow', 'POST, OPTIONS');
      if (!headers.has('Access-Control-Allow-Origin')) return;
      headers.set('Access-Control-Allow-Methods', 'POST');
      headers.set('Access-Control-Allow-Headers', 'Content-Type, Authorization');
      headers.set('Access-Control-Max-Age', String(maxAge));
    },
  };
}

/**
 * Behind a proxy that ends TLS the request's own address says http, so the scheme is not compared; `Sec-Fetch-Site` is the browser's
 * own word, which no script can set.
 */
function isSameOrigin(request: Request, origin: string): boolean {
  if (request.headers.get('sec-fetch-site') === 'same-origin') return true;
  return URL.canParse(origin) && new URL(origin).host === new URL(request.url).host;
}

import type { MiddlewareHandler } from 'hono';
import { contentSecurityPolicy } from './content-security-policy.ts';
import type { PolicyExceptions } from '../providers/vendor-exceptions.ts';

/** Sent with every answer, also with failures. */
const headers: Readonly<Record<string, string>> = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy':
    'camera=(self), microphone=(self), display-capture=(self), speaker-selection=(self), autoplay=(self), geolocation=(), payment=(), usb=()',
  // A room's name is in the address: it stays with this site.
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
};

/** Paths of the one document that there is. */
const documents = new Set(['/', '/index.html']);

/**
 * Adds the security headers to every answer. The page gets the exceptions to the content security policy, whatever provider it begins
 * with: a call may change its provider, and a policy cannot follow it. Everything else gets none.
 */
export function securityHeaders(exceptions: PolicyExceptions): MiddlewareHandler {
  const page = contentSecurityPolicy(exceptions);
  const strict = contentSecurityPolicy();
  return async (context, next) => {
    await next();
    for (const [name, value] of Object.entries(headers)) context.header(name, value);
    context.header('Content-Security-Policy', documents.has(context.req.path) ? page : strict);
  };
}

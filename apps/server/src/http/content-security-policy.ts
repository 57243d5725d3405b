import type { PolicyExceptions } from '../providers/vendor-exceptions.ts';

/**
 * What a page of this server may load: its own files and nothing else. `blob:` for media is what recordings and canvases
 * need; Svelte's templates go through a Trusted Types policy of that name, and no other code may turn text into markup.
 */
const strict: Readonly<Record<string, readonly string[]>> = {
  'default-src': ["'none'"],
  // The second lets WebAssembly be compiled, and no text: what blurs and what removes noise.
  'script-src': ["'self'", "'wasm-unsafe-eval'"],
  'style-src': ["'self'"],
  'img-src': ["'self'"],
  'font-src': ["'self'"],
  'media-src': ["'self'", 'blob:', 'mediastream:'],
  'connect-src': ["'self'"],
  'manifest-src': ["'self'"],
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
  'frame-ancestors': ["'none'"],
  'require-trusted-types-for': ["'script'"],
  // The second takes workers of this server's own origin alone: what encrypts between people, and what blurs.
  'trusted-types': ['svelte-trusted-html', 'jackfield-worker'],
};

/** The policy as a header, with the exceptions added to the directives that they name. */
export function contentSecurityPolicy(exceptions: PolicyExceptions = {}): string {
  const names = new Set([...Object.keys(strict), ...Object.keys(exceptions)]);
  return [...names]
    .map((name) => [name, ...(strict[name] ?? []), ...(exceptions[name] ?? [])].join(' '))
    .join('; ');
}

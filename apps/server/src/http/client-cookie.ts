import { createHash, randomBytes } from 'node:crypto';

/** The name of the cookie that tells one browser from another. */
export const clientCookieName = 'jackfield-client';

/** Tells one browser from another by a cookie that its scripts cannot read. */
export interface ClientCookie {
  /** A digest of the cookie that a request shows; of the new one that its answer sets where it shows none. */
  holderOf(request: Request): string;
  /** Whether a request shows a cookie of this server. */
  isShownBy(request: Request): boolean;
  /** The `Set-Cookie` that the answer needs; undefined where the request shows a cookie. */
  setCookieFor(request: Request): string | undefined;
}

/** Makes one. With `secure` the cookie goes by HTTPS alone. */
export function createClientCookie({ secure }: { readonly secure: boolean }): ClientCookie {
  const known = new WeakMap<Request, { readonly value: string; readonly isNew: boolean }>();
  const cookieOf = (request: Request): { readonly value: string; readonly isNew: boolean } => {
    const before = known.get(request);
    if (before) return before;
    const shown = valueIn(request.headers.get('cookie') ?? '');
    const cookie = { value: shown ?? randomBytes(16).toString('base64url'), isNew: shown === undefined };
    known.set(request, cookie);
    return cookie;
  };
  return {
    holderOf: (request) => createHash('sha256').update(cookieOf(request).value).digest('base64url'),
    isShownBy: (request) => !cookieOf(request).isNew,
    setCookieFor(request) {
      const { value, isNew } = cookieOf(request);
      // Lax: who follows a link to a room from another site stays who they were.
      const attributes = `Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;
      return isNew ? `${clientCookieName}=${value}; ${attributes}` : undefined;
    },
  };
}

/** The value in a `Cookie` header, where it is one that this server made. */
function valueIn(header: string): string | undefined {
  for (const part of header.split(';')) {
    const [name, value = ''] = part.trim().split('=', 2);
    if (name === clientCookieName && /^[A-Za-z0-9_-]{22}$/.test(value)) return value;
  }
  return undefined;
}

/** When a token ends, in milliseconds since 1970; undefined where it does not say, or is no token. Verifies nothing: that is the server's. */
export function tokenEndsAt(token: string): number | undefined {
  try {
    const [, payload = ''] = token.split('.');
    const text = atob(payload.replaceAll('-', '+').replaceAll('_', '/'));
    const { exp } = JSON.parse(text) as { readonly exp?: unknown };
    return typeof exp === 'number' ? exp * 1000 : undefined;
  } catch {
    return undefined;
  }
}

/** What a token says. Verifies nothing: that is the server's. */
export interface TokenClaims {
  /** When it ends, in milliseconds since 1970; undefined where it does not say. */
  readonly endsAt: number | undefined;
  /** Whether it lets somebody into a room. */
  readonly joins: boolean;
}

/** Reads a token; undefined for something that is none. */
export function tokenClaims(token: string): TokenClaims | undefined {
  try {
    const [, payload = ''] = token.split('.');
    const text = atob(payload.replaceAll('-', '+').replaceAll('_', '/'));
    const { exp, video } = JSON.parse(text) as { exp?: unknown; video?: { roomJoin?: unknown } };
    return { endsAt: typeof exp === 'number' ? exp * 1000 : undefined, joins: video?.roomJoin === true };
  } catch {
    return undefined;
  }
}

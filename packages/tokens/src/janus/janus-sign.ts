import { createHmac } from 'node:crypto';

/** The plugins that a call needs, as Janus names them. */
export const janusPlugins = { video: 'janus.plugin.videoroom', text: 'janus.plugin.textroom' } as const;

/** Janus' signature over what stands before the colon of a token: HMAC-SHA1 in base64 (`auth.c`). */
export function signJanus(content: string, tokenSecret: string): string {
  return createHmac('sha1', tokenSecret).update(content).digest('base64');
}

/** A signed token: when it ends (seconds since 1970), the realm that checks it, and what it allows there. */
export function janusToken(
  parts: { readonly expiry: number; readonly realm: string; readonly allows: readonly string[] },
  tokenSecret: string,
): string {
  const content = [String(parts.expiry), parts.realm, ...parts.allows].join(',');
  return `${content}:${signJanus(content, tokenSecret)}`;
}

/** The pin of a text room: the same for everybody whom the server lets into the room of that name, and for nobody else. */
export function janusTextPin(room: string, tokenSecret: string): string {
  return createHmac('sha256', tokenSecret).update(`${janusPlugins.text},room=${room}`).digest('base64url');
}

/** How a key looks: 128 random bits, in characters that a link carries as they are. */
const pattern = /^[A-Za-z0-9_-]{22}$/;

/** The key of the link, with which people encrypt what they send to each other. Behind the hash: no server sees it. */
export function readKey(href: string): string | undefined {
  const key = new URLSearchParams(new URL(href).hash.slice(1)).get('key') ?? '';
  return pattern.test(key) ? key : undefined;
}

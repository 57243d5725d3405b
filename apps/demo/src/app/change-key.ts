/** The same address with a new key, or without one. */
export function withEncryption(on: boolean, href: string): string {
  const url = new URL(href);
  const behind = new URLSearchParams(url.hash.slice(1));
  if (on) behind.set('key', newKey());
  else behind.delete('key');
  url.hash = behind.toString();
  return url.href;
}

/** Tells two keys apart and gives neither away: the first half of a digest. */
export async function markOf(key: string): Promise<string> {
  const bytes = new TextEncoder().encode(`jackfield mark of ${key}`);
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest.slice(0, 8), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

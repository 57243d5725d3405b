import { isIP } from 'node:net';

/** What a request says about where it comes from. */
export interface RequestOrigin {
  /** The other end of the connection. */
  readonly remoteAddress: string | undefined;
  /** The header `X-Forwarded-For`. */
  readonly forwardedFor: string | readonly string[] | undefined;
}

/**
 * Returns whom a request counts for: an IPv4 address as it is, an IPv6 address by its /64 network, which one subscriber owns.
 * `trustedHops` proxies stand in front and each adds to `X-Forwarded-For`; with 0 that header is a stranger's word and not read.
 */
export function clientAddress(origin: RequestOrigin, trustedHops: number = 0): string {
  const { remoteAddress: direct = '', forwardedFor = '' } = origin;
  if (trustedHops === 0) return networkOf(direct);
  const header = typeof forwardedFor === 'string' ? forwardedFor : forwardedFor.join(',');
  const hops = header.split(',').map((hop) => hop.trim());
  const told = hops[hops.length - trustedHops] ?? '';
  // Whoever came past the proxies, or a proxy that adds no address: counted for where the connection comes from.
  return networkOf(isIP(told) === 0 ? direct : told);
}

function networkOf(address: string): string {
  const bare = address.replace(/%.*$/, '');
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(bare)?.[1];
  if (mapped !== undefined) return mapped;
  if (isIP(bare) !== 6) return bare;
  const [head = '', tail] = new URL(`http://[${bare}]/`).hostname.slice(1, -1).split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = Array.from({ length: 8 - before.length - after.length }, () => '0');
  return `${[...before, ...zeros, ...after].slice(0, 4).join(':')}::/64`;
}

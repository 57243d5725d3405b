/** The addresses of this machine by which a page of it may be opened. */
const localNames = ['127.0.0.1', 'localhost', '[::1]'];

/** Who may talk to the server. */
export interface HostPolicy {
  /** Whether a `Host` header names this server: another name is a page that had its name rebound to this address. */
  allowsHost(host: string | undefined): boolean;
  /** Whether a page of this origin may open a call; undefined for a client that is no browser. */
  allowsOrigin(origin: string | undefined): boolean;
}

/** Makes the policy for what the server listens on. */
export function createHostPolicy(server: {
  readonly host: string;
  readonly port: number;
  readonly allowedOrigins: readonly string[];
  /** Other addresses of this machine that may be used. */
  readonly addresses?: readonly string[];
  /** How pages come here. */
  readonly scheme?: 'http' | 'https';
}): HostPolicy {
  const { host, port, allowedOrigins, addresses = [], scheme = 'http' } = server;
  const names = new Set([...localNames, ...addresses, host.includes(':') ? `[${host}]` : host]);
  const hosts = new Set([...names].map((name) => `${name}:${port}`));
  if (port === (scheme === 'https' ? 443 : 80)) for (const name of names) hosts.add(name);
  const origins = new Set([...[...hosts].map((name) => `${scheme}://${name}`), ...allowedOrigins]);
  for (const origin of allowedOrigins) hosts.add(new URL(origin).host);
  return {
    allowsHost: (name) => name !== undefined && hosts.has(name.toLowerCase()),
    allowsOrigin: (origin) => origin === undefined || origins.has(origin),
  };
}

import { X509Certificate } from 'node:crypto';
import { networkInterfaces } from 'node:os';
import { generate } from 'selfsigned';

/** The IPv4 addresses of this machine by which others on its networks reach it. */
export function lanAddresses(): readonly string[] {
  return Object.values(networkInterfaces())
    .flatMap((entries) => entries ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address }) => address);
}

/** A certificate and its key, PEM. */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
  /** SHA-256 of the certificate, as browsers show it, so that a person can compare. */
  readonly fingerprint: string;
}

/** Makes a certificate for these addresses and `localhost`. It is kept nowhere and lasts for 30 days. */
export async function makeCertificate(addresses: readonly string[]): Promise<Certificate> {
  const lifetimeMs = 30 * 24 * 3600 * 1000;
  const made = await generate([{ name: 'commonName', value: 'Jackfield on this network' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    notAfterDate: new Date(Date.now() + lifetimeMs),
    extensions: [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: 'localhost' },
          ...['127.0.0.1', ...addresses].map((ip) => ({ type: 7 as const, ip })),
        ],
      },
    ],
  });
  return { cert: made.cert, key: made.private, fingerprint: new X509Certificate(made.cert).fingerprint256 };
}

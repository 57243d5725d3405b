import { isIPv4 } from 'node:net';

import { EmulatorError } from '../errors/emulator-error.ts';

/** One IPv4 address of this machine. Throws `invalid-option`. */
export function checkHost(host: string): string {
  if (!isIPv4(host)) throw new EmulatorError('invalid-option', `host must be an IPv4 address, not "${host}"`);
  if (host === '0.0.0.0') {
    throw new EmulatorError(
      'invalid-option',
      'host must be one address of this machine: clients are told to send media there',
    );
  }
  return host;
}

/** A port that can be listened on, or `false`. Throws `invalid-option`. */
export function checkPort<T extends number | false>(name: string, port: T): T {
  if (typeof port === 'number' && (!Number.isInteger(port) || port < 0 || port > 65_535)) {
    throw new EmulatorError('invalid-option', `${name} must be a whole number from 0 to 65535, not ${port}`);
  }
  return port;
}

/** At least one codec. Throws `invalid-option`. */
export function checkCodecs<T>(codecs: readonly T[]): readonly T[] {
  if (codecs.length === 0)
    throw new EmulatorError('invalid-option', 'videoCodecs must name at least one codec');
  return codecs;
}

/** The origin of an address with one of the given schemes (`['http:', 'https:']`). Throws `invalid-option`. */
export function checkOrigin(name: string, url: string, schemes: readonly string[]): string {
  if (!URL.canParse(url)) throw new EmulatorError('invalid-option', `${name} "${url}" is not an address`);
  const { protocol, host } = new URL(url);
  if (!schemes.includes(protocol)) {
    throw new EmulatorError(
      'invalid-option',
      `${name} must begin with ${schemes.join(' or ')}, not ${protocol}`,
    );
  }
  return `${protocol}//${host}`;
}

/** Numbers of 0 or more. Throws `invalid-option`. */
export function checkNumbers<T extends object>(group: string, values: T): T {
  for (const [name, value] of Object.entries(values)) {
    if (typeof value !== 'number' || !Number.isFinite(value) || value < 0) {
      throw new EmulatorError(
        'invalid-option',
        `${group}.${name} must be a number of 0 or more, not ${String(value)}`,
      );
    }
  }
  return values;
}

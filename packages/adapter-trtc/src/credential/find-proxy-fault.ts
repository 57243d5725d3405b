import { readField } from '@jackfield/core/adapter-kit';

/** Finds what is wrong with a proxy; undefined where nothing is. Measured: the SDK does not check it; with `http:` a join was still pending after 25 s. */
export function findProxyFault(proxy: unknown): string | undefined {
  const logger = readField(proxy, 'loggerProxy');
  return (
    faultOf('websocketProxy', readField(proxy, 'websocketProxy'), ['ws:', 'wss:']) ??
    (logger === undefined ? undefined : faultOf('loggerProxy', logger, ['http:', 'https:']))
  );
}

function faultOf(name: string, address: unknown, schemes: readonly string[]): string | undefined {
  const known = typeof address === 'string' && URL.canParse(address) ? new URL(address).protocol : '';
  return schemes.includes(known)
    ? undefined
    : `proxy.${name} must be an address that begins with ${schemes.join(' or ')}.`;
}

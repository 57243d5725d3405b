import { readFields } from '../shared/read-field.ts';

const schemes = { websocketProxy: ['wss:', 'ws:'], loggerProxy: ['https:', 'http:'] } as const;

/**
 * Finds what is wrong with the addresses of a proxy; undefined where there is none, or nothing wrong. The SDK checks none: with one of another
 * scheme a join is pending for ever.
 */
export function findProxyFault(
  proxy: unknown,
): { readonly field: string; readonly text: string } | undefined {
  if (proxy === undefined) return undefined;
  const fields = readFields(proxy);
  if (!fields) return { field: 'proxy', text: 'proxy must be an object with websocketProxy.' };
  for (const name of ['websocketProxy', 'loggerProxy'] as const) {
    const value = fields[name];
    if (value === undefined && name === 'loggerProxy') continue;
    const protocol = typeof value === 'string' && URL.canParse(value) ? new URL(value).protocol : '';
    if (!schemes[name].some((scheme) => scheme === protocol)) {
      const wanted = schemes[name].map((scheme) => `${scheme}//`).join(' or ');
      return {
        field: `proxy.${name}`,
        text: `proxy.${name} must be an address that begins with ${wanted}.`,
      };
    }
  }
  return undefined;
}

/** Tells whether a value is an absolute ws or wss address. */
export function isWebSocketUrl(value: unknown): boolean {
  return typeof value === 'string' && /^wss?:\/\//.test(value) && URL.canParse(value);
}

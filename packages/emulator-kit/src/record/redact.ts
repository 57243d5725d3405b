const secretNames = new Set([
  'session',
  'token',
  'nonce',
  'password',
  'credential',
  'appkey',
  'udid',
  'username',
  'usersig',
  'privatemapkey',
  'ufrag',
  'fingerprint',
]);
/** Fields of a query or a form that are secrets, where they are part of a text such as an address. */
const secretInText = /((?:userSig|privateMapKey|token|session|nonce)=)[^&\s"]*/giu;
const maximumText = 2000;
const maximumDepth = 8;
const maximumItems = 50;

/**
 * A copy of a value that is safe to keep and to show: secrets replaced, session descriptions without their ICE
 * passwords, long texts and lists cut.
 */
export function redact(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return redactText(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= maximumDepth) return '[too deep]';
  if (Array.isArray(value)) return value.slice(0, maximumItems).map((item) => redact(item, depth + 1));
  const copy: Record<string, unknown> = {};
  for (const [name, item] of Object.entries(value).slice(0, maximumItems)) {
    copy[name] = secretNames.has(name.toLowerCase()) ? '[redacted]' : redact(item, depth + 1);
  }
  return copy;
}

function redactText(text: string): string {
  const safe = text
    .replaceAll(/(a=ice-pwd:|a=fingerprint:\S+ )[^\r\n]*/gu, '$1[redacted]')
    .replaceAll(secretInText, '$1[redacted]');
  return safe.length > maximumText
    ? `${safe.slice(0, maximumText)}[${safe.length - maximumText} more]`
    : safe;
}

import { domNames, isRtcError, RtcError, type RtcErrorInit } from './rtc-error.ts';
import type { RtcErrorCode } from './rtc-error-code.ts';

/**
 * Turns whatever was thrown or rejected with (an Error, a plain object, a string, a circular structure, `undefined`) into
 * an {@link RtcError}. An RtcError comes back as it is. A DOMException keeps its meaning unless `fallback` has `code`.
 * Nothing of the value is stringified, so that circular rejections survive.
 */
export function toRtcError(
  value: unknown,
  fallback: Omit<Partial<RtcErrorInit>, 'code'> & { message: string; code?: RtcErrorCode | undefined },
): RtcError {
  if (isRtcError(value)) return value;
  const detail = typeof value === 'string' ? value : readText(value, 'message');
  const code = fallback.code ?? codeOf(readText(value, 'name')) ?? 'unknown';
  const message = fallback.message + (detail && ` (${detail})`);
  return new RtcError({ ...fallback, code, message, cause: value });
}

/** Finds what a name means when a browser or a vendor says it: not that the caller of core did something wrong. */
function codeOf(name: string): RtcErrorCode | undefined {
  const code = (Object.keys(domNames) as RtcErrorCode[]).find((each) => domNames[each] === name);
  return code?.startsWith('invalid') ? undefined : code;
}

/** Reads a text of anything; empty where it has none, also in objects whose getters throw. */
export function readText(value: unknown, key: string): string {
  if (typeof value !== 'object' || value === null) return '';
  try {
    const text = (value as Record<string, unknown>)[key];
    return typeof text === 'string' ? text : '';
  } catch {
    return '';
  }
}

import { isRtcError, RtcError, type RtcErrorInit } from './rtc-error.ts';
import type { RtcErrorCode } from './rtc-error-code.ts';

const codesByDomName: Partial<Record<string, RtcErrorCode>> = {
  NotAllowedError: 'permission-denied',
  NotFoundError: 'device-not-found',
  NotReadableError: 'device-in-use',
  OverconstrainedError: 'overconstrained',
  AbortError: 'aborted',
  TimeoutError: 'timeout',
  NotSupportedError: 'not-supported',
  SecurityError: 'insecure-context',
  NetworkError: 'network',
};

/** Reads one property of anything; objects whose getters throw count as not having it. */
function read(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  try {
    return (value as Record<string, unknown>)[key];
  } catch {
    return undefined;
  }
}

/**
 * Turns whatever was thrown or rejected with (an Error, a plain object, a string, a circular structure, `undefined`) into
 * an {@link RtcError}. An RtcError comes back as it is. A DOMException keeps its meaning unless `fallback` has `code`.
 * Nothing of the value is stringified, so that circular rejections survive.
 */
export function toRtcError(value: unknown, fallback: Partial<RtcErrorInit> & { message: string }): RtcError {
  if (isRtcError(value)) return value;
  const name = read(value, 'name');
  const detail = typeof value === 'string' ? value : read(value, 'message');
  const code = fallback.code ?? (typeof name === 'string' ? codesByDomName[name] : undefined) ?? 'unknown';
  const message =
    typeof detail === 'string' && detail !== '' ? `${fallback.message} (${detail})` : fallback.message;
  return new RtcError({ ...fallback, code, message, cause: value });
}

import { toRtcError, type EndReason, type RtcError, type RtcErrorCode } from '@jackfield/core/adapter';

/**
 * Every number that the SDK or its service is known to give. `unknown` where only the group is documented, not what the
 * number itself means: a guess would send people after the wrong fault.
 */
export const codesByNumber: Readonly<Partial<Record<number, RtcErrorCode>>> = {
  // Devices. This adapter never lets the SDK open one, so these would be faults of its own.
  10000: 'unknown',
  10001: 'unknown',
  10002: 'device-not-found',
  10003: 'permission-denied',
  10004: 'permission-denied',
  10005: 'unknown',
  10006: 'device-in-use',
  10007: 'overconstrained',
  10008: 'device-not-found',
  10009: 'device-not-found',
  10010: 'unknown',
  10011: 'screen-share-cancelled',
  10012: 'capture-aborted',
  10013: 'permission-denied',
  10014: 'unknown',
  10015: 'unknown',
  10016: 'unknown',
  10017: 'unknown',
  // Browser.
  10020: 'not-supported',
  10021: 'insecure-context',
  10022: 'unknown',
  10023: 'unknown',
  10024: 'unknown',
  10025: 'not-supported',
  10030: 'not-supported',
  // Use.
  10101: 'invalid-state',
  10111: 'forbidden',
  10112: 'forbidden',
  10120: 'invalid-state',
  10130: 'invalid-state',
  10150: 'signalling',
  10151: 'signalling',
  10200: 'playback-blocked',
  10201: 'playback-blocked',
  10300: 'unknown',
  // Transport.
  10301: 'ice-failed',
  10302: 'ice-failed',
  10310: 'signalling',
  10311: 'signalling',
  10400: 'publish-failed',
  10401: 'publish-failed',
  10500: 'invalid-state',
  10501: 'subscribe-failed',
  // Background music.
  10600: 'unknown',
  10601: 'unknown',
  10602: 'unknown',
  10603: 'unknown',
  10604: 'unknown',
  10605: 'unknown',
  10606: 'unknown',
  10607: 'unknown',
  10608: 'unknown',
  // The service.
  33620257: 'subscribe-failed',
  33620481: 'credential-invalid',
  33622275: 'server-error',
};

/** The service's own numbers are 0x0201xxxx; those about the application and its signature 0x020102xx. */
const serviceGroup = 0x0201;
const admissionGroup = 0x02_01_02;

function read(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;
}

/** The vendor's number in any of its shapes: flat, nested in `message`, or an HTTP reply's `code`. */
export function numberOf(value: unknown): number | undefined {
  const nested = read(value, 'message');
  for (const candidate of [read(value, 'errorCode'), read(nested, 'errorCode'), read(value, 'code')]) {
    if (typeof candidate === 'number') return candidate;
  }
  return undefined;
}

/** The neutral code for a number of the vendor's. */
export function codeOf(vendorCode: number | undefined): RtcErrorCode | undefined {
  if (vendorCode === undefined) return undefined;
  const known = codesByNumber[vendorCode];
  if (known) return known;
  if (vendorCode >>> 8 === admissionGroup) return 'credential-invalid';
  return vendorCode >>> 16 === serviceGroup ? 'server-error' : undefined;
}

/** Whatever the SDK threw, rejected with or reported, as one error. Never stringifies it: some replies are circular. */
export function mapError(cause: unknown, message: string, fallback: RtcErrorCode): RtcError {
  const vendorCode = numberOf(cause);
  const offline = cause instanceof TypeError && cause.message.includes('fetch');
  const code = codeOf(vendorCode) ?? (offline ? 'network' : fallback);
  return toRtcError(cause, { code, message, adapter: 'aliyun', vendorCode });
}

/** Why the service said goodbye. */
export function mapBye(code: number | undefined): EndReason {
  if (code === 1) return 'kicked';
  if (code === 2) return 'room-closed';
  return code === 3 ? 'replaced' : 'error';
}

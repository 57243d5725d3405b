import { toRtcError, type EndReason, type RtcError, type RtcErrorCode } from '@jackfield/core/adapter';
import { codesByNumber } from './error-table.ts';

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

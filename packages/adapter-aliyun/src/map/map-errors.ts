import type { EndReason, RtcErrorCode } from '@jackfield/core/adapter';
import { createErrors, readField, type ErrorFactory } from '@jackfield/core/adapter-kit';
import { codesByNumber } from './error-table.ts';

/** The service's own numbers are 0x0201xxxx; those about the application and its signature 0x020102xx. */
const serviceGroup = 0x0201;
const admissionGroup = 0x02_01_02;

/** The vendor's number in any of its shapes: flat, nested in `message`, or an HTTP reply's `code`. */
export function numberOf(value: unknown): number | undefined {
  const nested = readField(value, 'message');
  for (const candidate of [
    readField(value, 'errorCode'),
    readField(nested, 'errorCode'),
    readField(value, 'code'),
  ]) {
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

/** The errors of this adapter. Nothing is written out as text: some replies are circular. */
export const errors: ErrorFactory = createErrors({
  adapter: 'aliyun',
  vendorCode: numberOf,
  codeOf: (cause) => codeOf(numberOf(cause)),
});

/** Why the service said goodbye. */
export function mapBye(code: number | undefined): EndReason {
  if (code === 1) return 'kicked';
  if (code === 2) return 'room-closed';
  return code === 3 ? 'replaced' : 'error';
}

import type { RtcErrorCode } from '@jackfield/core/adapter';
import { createErrors, readField, type ErrorFactory, type VendorCode } from '@jackfield/core/adapter-kit';

/** The vendor's numbers with the code of each. Where an error carries a finer number (`extraCode`) that one counts. */
export const errorTable: Readonly<Partial<Record<VendorCode, RtcErrorCode>>> = Object.freeze({
  5000: 'invalid-argument',
  5100: 'invalid-state',
  5102: 'subscribe-failed',
  5103: 'subscribe-failed',
  5107: 'forbidden',
  5200: 'not-supported',
  5201: 'insecure-context',
  5203: 'codec-unsupported',
  5204: 'codec-unsupported',
  5300: 'device-not-found',
  5301: 'device-not-found',
  5302: 'permission-denied',
  5303: 'device-in-use',
  5304: 'overconstrained',
  5400: 'server-error',
  5401: 'forbidden',
  5500: 'network',
  5501: 'network',
  5502: 'network',
  5505: 'codec-unsupported',
  5506: 'codec-unsupported',
  5507: 'codec-unsupported',
  5508: 'codec-unsupported',
  5998: 'aborted',
  5999: 'unknown',
  70001: 'credential-expired',
  70002: 'credential-invalid',
  70003: 'credential-invalid',
  70009: 'credential-invalid',
  70013: 'credential-invalid',
  70014: 'credential-invalid',
  [-100_013]: 'forbidden',
});

/** The vendor's errors. */
export const errors: ErrorFactory = createErrors({
  adapter: 'trtc',
  vendorCode,
  table: errorTable,
  // Measured: a join that is not answered twice rejects with 5400, as a refusal does; what it was is in the text alone.
  codeOf: (cause) => (/room timeout/.test(String(readField(cause, 'message'))) ? 'timeout' : undefined),
});

/**
 * Finds the number that says most. Measured: a refused userSig comes as 5500 without an `extraCode`, a refused change of role as
 * 5400; their numbers stand in the text alone, in two spellings.
 */
export function vendorCode(cause: unknown): number | undefined {
  const message = readField(cause, 'message');
  const inText = typeof message === 'string' ? /err(?:or)?Code: ?(-?\d{1,10})/.exec(message)?.[1] : undefined;
  const candidates = [inText === undefined ? undefined : Number(inText), readField(cause, 'extraCode')];
  for (const candidate of candidates) {
    if (typeof candidate === 'number' && candidate !== 0 && candidate in errorTable) return candidate;
  }
  const code = readField(cause, 'code');
  if (typeof code === 'number' && code in errorTable) return code;
  const known = [...candidates, code].find((value) => typeof value === 'number' && value !== 0);
  return typeof known === 'number' ? known : undefined;
}

import type { EndReason, RtcError, RtcErrorCode } from '@jackfield/core/adapter';

/**
 * Refusals that are about this vendor and not about this person: somebody else may take the call. Whoever was thrown out, replaced, or
 * refused for their credential or their room is refused everywhere: another vendor would be a way around it.
 */
const passing: ReadonlySet<RtcErrorCode> = new Set<RtcErrorCode>([
  'network',
  'signalling',
  'ice-failed',
  'timeout',
  'rate-limited',
  'server-error',
  'codec-unsupported',
  // The vendor's code could not be loaded, or cannot run in this browser.
  'sdk-missing',
  'not-supported',
]);

/** Tells whether a join that failed may be tried with the next vendor. */
export function mayGoOn({ code }: RtcError): boolean {
  return passing.has(code);
}

/** Tells whether a call that ended may go on with the next vendor. */
export function mayBeTakenOver(reason: EndReason, error: RtcError | undefined): boolean {
  if (reason === 'connection-lost' || reason === 'server-shutdown') return true;
  return reason === 'error' && error !== undefined && mayGoOn(error);
}

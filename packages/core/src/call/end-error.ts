import { RtcError } from '../errors/rtc-error.ts';
import type { RtcErrorCode } from '../errors/rtc-error-code.ts';
import type { EndReason } from '../model/session-state.ts';

/** The error that a join rejects with when the vendor ends the call before it has begun. */
export function endError(reason: EndReason, adapter: string, cause?: RtcError): RtcError {
  if (cause) return cause;
  return new RtcError({
    code: codes[reason] ?? 'aborted',
    message: `The call ended while joining (${reason}).`,
    adapter,
  });
}

const codes: Partial<Record<EndReason, RtcErrorCode>> = {
  kicked: 'kicked',
  replaced: 'replaced',
  'room-closed': 'room-closed',
  'credential-expired': 'credential-expired',
  'connection-lost': 'network',
  'server-shutdown': 'server-error',
};

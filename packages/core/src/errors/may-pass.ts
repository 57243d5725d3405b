import type { RtcError } from './rtc-error.ts';

/** Tells whether what failed, for a reason that a vendor may not have named, could work when it is tried again. */
export function mayPass({ code, retryable }: RtcError): boolean {
  return retryable || code === 'publish-failed' || code === 'subscribe-failed';
}

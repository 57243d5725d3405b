import type { EndReason } from '@jackfield/core/adapter';

/** Says in Jackfield's words why a call has ended. */
export function mapClosed(number: number): EndReason {
  if (number === 1) return 'kicked';
  if (number === 2) return 'room-closed';
  if (number === 3) return 'replaced';
  if (number === 4) return 'server-shutdown';
  if (number === 5) return 'credential-expired';
  return 'connection-lost';
}

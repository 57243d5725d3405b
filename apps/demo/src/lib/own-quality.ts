import type { NetworkQuality } from '@jackfield/core';
import type { ConnectionQuality } from '@jackfield/core/stats';

const fromWorst: readonly NetworkQuality[] = ['lost', 'bad', 'poor', 'good', 'excellent'];

/** The worse of both directions: what a person has of their own connection. Unknown where the vendor says nothing. */
export function ownQuality(
  known: Pick<ConnectionQuality, 'uplink' | 'downlink'> | undefined,
): NetworkQuality {
  return fromWorst.find((quality) => quality === known?.uplink || quality === known?.downlink) ?? 'unknown';
}

import { internalsOf } from './internals.ts';
import type { RtcViewer } from '../face/rtc-viewer.ts';

/**
 * Counts how often core kept something of the vendor's from the app, by name: facts that came twice or after the end, people who
 * were never announced, writes against a closed gate. Empty for an adapter that does what it should. Throws
 * `invalid-argument` for a session of another copy of core.
 */
export function containments(session: RtcViewer): Readonly<Record<string, number>> {
  return { ...internalsOf(session).store.containments };
}

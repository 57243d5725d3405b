import { checkArgument } from '../errors/check-options.ts';
import type { NetworkQuality } from '../model/signals.ts';
import { signalsOf } from '../leg/signals.ts';
import { internalsOf } from '../session/internals.ts';
import type { RtcViewer } from '../face/rtc-viewer.ts';

/**
 * Passes on what the vendor says about connections, as often as it does; a vendor that says nothing is silence. The vendor
 * is asked only while somebody watches. Returns the undo. Throws `invalid-argument` for a session of another copy of core.
 */
export function watchQuality(
  session: RtcViewer,
  listener: (qualities: readonly ConnectionQuality[]) => void,
): () => void {
  const parts = internalsOf(session);
  checkArgument('The listener', listener, 'function');
  return signalsOf(parts).listen({ levels: false, quality: true }, ({ quality }) => {
    if (quality.length === 0) return;
    try {
      listener(quality.map(({ participantId, uplink, downlink }) => ({ participantId, uplink, downlink })));
    } catch (error) {
      parts.environment.reportError(error);
    }
  });
}

/** The quality of one connection, in words. */
export interface ConnectionQuality {
  /** `Participant.id`; undefined for the own connection. */
  readonly participantId: string | undefined;
  /** From them to the vendor. */
  readonly uplink: NetworkQuality;
  /** From the vendor to them. */
  readonly downlink: NetworkQuality;
}

import type { RtcError } from '@jackfield/core/adapter';
import type { LegContext } from '@jackfield/core/adapter-kit';
import { errors } from '../map/map-errors.ts';
import type { RemoteUsers } from '../remote/remote-users.ts';
import type { Membership } from './membership.ts';

/** The wait before rejoining, doubled each time; core ends the call when it has had enough. */
const rejoinMs = 1_000;

/** Goes out and in again with a new credential: signalling was dead for 90 s, and the engine repairs nothing. */
export async function rejoin(
  { request, sink, waits, phase }: Pick<LegContext, 'request' | 'sink' | 'waits' | 'phase'>,
  { membership, remote }: { readonly membership: Membership; readonly remote: RemoteUsers },
  error: RtcError,
): Promise<void> {
  sink.connectionInterrupted({ error });
  const over = (): boolean => request.signal.aborted || phase() === 'over';
  for (let waitMs = rejoinMs; !over(); waitMs *= 2) {
    await membership.unpublish();
    await membership.leave();
    if (over()) return;
    try {
      remote.begin();
      await membership.enter('reconnect');
      if (over()) {
        // The engine's join outlives the leave that came meanwhile (measured).
        await membership.leave();
        return;
      }
      sink.connectionRestored({ mode: 'restarted', roster: remote.enter(), rosterComplete: false });
      return;
    } catch (cause) {
      if (over()) return;
      const failure = errors.from(cause, 'Rejoining failed.', 'signalling');
      if (!failure.retryable) {
        const reason = failure.code === 'credential-expired' ? failure.code : 'connection-lost';
        sink.ended({ reason, vendorHasLeft: true, error: failure });
        return;
      }
      await waits.pass(waitMs);
    }
  }
}

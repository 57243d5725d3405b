import { RtcError } from '../errors/rtc-error.ts';
import type { Clock } from '../timing/clock.ts';
import type { SessionEvent } from '../state/machine-state.ts';
import type { Store } from '../state/store.ts';
import type { CallFact } from './create-sink.ts';
import type { ActiveLeg } from './leg.ts';

/** How long before its end a credential is renewed: half a minute, or a fifth of its life if that is less. */
const aheadMs = 30_000;
const renewMs = 10_000;

/** Renews the credential of a call before it ends: not every vendor says when. */
export interface CredentialKeeper {
  /** A call has begun, or a credential was renewed. */
  schedule(expiresInMs: number | undefined): void;
  /** The vendor says that the credential ends soon. */
  receive(fact: CallFact): void;
  /** After a call there is nothing to renew. */
  react(event: SessionEvent): void;
}

/** What a keeper works with. */
interface KeeperPort {
  readonly clock: Clock;
  readonly store: Store;
  readonly legs: ActiveLeg;
}

/** Makes the keeper of a session. */
export function createCredentialKeeper({ clock, store, legs }: KeeperPort): CredentialKeeper {
  let undo: (() => void) | undefined;
  let renewing = false;

  function schedule(expiresInMs: number | undefined): void {
    undo?.();
    undo =
      expiresInMs === undefined
        ? undefined
        : clock.after(Math.max(0, expiresInMs - Math.min(aheadMs, expiresInMs / 5)), () => void renew());
  }
  async function renew(): Promise<void> {
    const leg = legs.active;
    if (!leg || renewing) return;
    renewing = true;
    try {
      const bound = { ms: renewMs, what: 'Renewing the credential' };
      const result = await leg.call(['session'], bound, async (driver) => {
        if (!driver.doRenewCredential) {
          throw new RtcError({
            code: 'unsupported',
            message:
              'The credential ends soon and this vendor cannot renew it in a call: leave and join again.',
          });
        }
        return driver.doRenewCredential({ reason: 'expiring', signal: leg.signal });
      });
      schedule(result.expiresInMs);
    } catch (cause) {
      if (legs.active === leg) store.warn(cause, 'The credential could not be renewed.');
    } finally {
      renewing = false;
    }
  }
  return {
    schedule,
    receive({ type }) {
      if (type === 'credentialExpiring') void renew();
    },
    react({ name, event }) {
      if (name === 'state-changed' && (event.state.status === 'ended' || event.state.status === 'idle'))
        schedule(undefined);
    },
  };
}

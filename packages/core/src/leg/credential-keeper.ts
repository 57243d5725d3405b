import { RtcError } from '../errors/rtc-error.ts';
import type { Clock } from '../timing/clock.ts';
import type { Leg } from './leg.ts';

/** Renews the credential of a leg before it ends: not every vendor says when. */
export interface CredentialKeeper {
  /** The leg has joined, or its credential was renewed. */
  schedule(expiresInMs: number | undefined): void;
  /** Renews it now, unless that is going on. */
  renew(): Promise<void>;
  /** The leg is over: there is nothing to renew. */
  end(): void;
}

/** The parts that a keeper works with. */
interface KeeperPort {
  readonly clock: Clock;
  readonly leg: Leg;
  /** It could not be renewed. */
  warn(cause: unknown): void;
}

/** The time before its end at which a credential is renewed: half a minute, or a fifth of its life if that is less. */
const aheadMs = 30_000;
const renewMs = 10_000;

/** Makes the keeper of a leg. */
export function createCredentialKeeper({ clock, leg, warn }: KeeperPort): CredentialKeeper {
  let undo: (() => void) | undefined;
  let renewing = false;
  const isOver = (): boolean => leg.signal.aborted;

  function schedule(expiresInMs: number | undefined): void {
    undo?.();
    undo = undefined;
    if (expiresInMs === undefined || isOver()) return;
    undo = clock.after(Math.max(0, expiresInMs - Math.min(aheadMs, expiresInMs / 5)), () => void renew());
  }
  async function renew(): Promise<void> {
    if (renewing || isOver()) return;
    renewing = true;
    try {
      const bound = { ms: renewMs, what: 'Renewing the credential' };
      const result = await leg.call(['session'], bound, async (driver) => {
        if (!driver.doRenewCredential) {
          const message =
            'The credential ends soon and this vendor cannot renew it in a call: leave and join again.';
          throw new RtcError({ code: 'unsupported', message });
        }
        return driver.doRenewCredential({ reason: 'expiring', signal: leg.signal });
      });
      schedule(result.expiresInMs);
    } catch (cause) {
      if (!isOver()) warn(cause);
    } finally {
      renewing = false;
    }
  }
  return {
    schedule,
    renew,
    end() {
      undo?.();
    },
  };
}

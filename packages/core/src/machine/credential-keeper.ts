import type { JoinResult } from '../adapter/rtc-driver.ts';
import type { Clock } from '../environment/clock.ts';
import { RtcError } from '../errors/rtc-error.ts';
import { toRtcError } from '../errors/to-rtc-error.ts';
import type { DriverFact } from './create-sink.ts';
import type { Fact } from './fact.ts';
import type { Leg } from './leg.ts';
import type { SessionEvent } from './machine-state.ts';

/** How long before its end a credential is renewed: half a minute, or a fifth of its life if that is less. */
const aheadMs = 30_000;
const renewMs = 10_000;

/** What the keeper works with. */
export interface CredentialKeeperPort {
  leg(): Leg | undefined;
  dispatch(fact: Fact): void;
  readonly clock: Clock;
}

/** Renews the credential of a call before it ends: not every vendor says when. */
export class CredentialKeeper {
  readonly #port: CredentialKeeperPort;
  #undo: (() => void) | undefined;
  #renewing = false;

  constructor(port: CredentialKeeperPort) {
    this.#port = port;
  }

  /** A call has begun. */
  joined({ credentialExpiresInMs }: JoinResult): void {
    this.#schedule(credentialExpiresInMs);
  }

  /** The vendor says that the credential ends soon. */
  receive(fact: DriverFact): void {
    if (fact.type === 'credentialExpiring') void this.#renew();
  }

  /** After a call there is nothing to renew. */
  react({ name, event }: SessionEvent): void {
    if (name === 'state-changed' && (event.state.status === 'ended' || event.state.status === 'idle'))
      this.#cancel();
  }

  #cancel(): void {
    this.#undo?.();
    this.#undo = undefined;
  }

  #schedule(expiresInMs: number | undefined): void {
    this.#cancel();
    if (expiresInMs === undefined) return;
    const delayMs = expiresInMs - Math.min(aheadMs, expiresInMs / 5);
    this.#undo = this.#port.clock.after(Math.max(0, delayMs), () => void this.#renew());
  }

  async #renew(): Promise<void> {
    const leg = this.#port.leg();
    if (!leg || this.#renewing) return;
    this.#renewing = true;
    try {
      const result = await leg.call(
        ['session'],
        { ms: renewMs, what: 'Renewing the credential' },
        async (driver) => {
          if (!driver.doRenewCredential) {
            throw new RtcError({
              code: 'unsupported',
              message:
                'The credential ends soon and this vendor cannot renew it in a call: leave and join again.',
            });
          }
          return driver.doRenewCredential({ reason: 'expiring', signal: leg.signal });
        },
      );
      this.#schedule(result.expiresInMs);
    } catch (cause) {
      if (this.#port.leg() !== leg) return;
      const error = toRtcError(cause, { message: 'The credential could not be renewed.' });
      this.#port.dispatch({ type: 'warning', data: { error } });
    } finally {
      this.#renewing = false;
    }
  }
}

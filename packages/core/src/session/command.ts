import type { RtcDriver } from '../adapter/rtc-driver.ts';
import type { Call } from '../call/call.ts';
import { RtcError } from '../errors/rtc-error.ts';

/**
 * Runs a command that needs a call. Rejects `invalid-state` without one, and `unsupported` where the driver has no such
 * method (`run` gives undefined).
 */
export async function command(
  { call }: { readonly call: Pick<Call, 'leading'> },
  { what, lane = 'session' }: { readonly what: string; readonly lane?: string },
  run: (driver: RtcDriver) => Promise<void> | undefined,
): Promise<void> {
  const { leg, adapter } = call.leading ?? {};
  if (!leg || !adapter)
    throw new RtcError({ code: 'invalid-state', message: `${what} needs a call: join first.` });
  await leg.call([lane], { ms: commandMs, what }, async (driver) => {
    const done = run(driver);
    if (!done)
      throw new RtcError({ code: 'unsupported', message: `${what} is not possible with ${adapter.name}.` });
    await done;
  });
}

/** The time that a command of the session may take, in milliseconds. */
const commandMs = 10_000;

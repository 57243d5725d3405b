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
  const { leading } = call;
  if (!leading) throw new RtcError({ code: 'invalid-state', message: `${what} needs a call: join first.` });
  await leading.leg.call([lane], { ms: commandMs, what }, async (driver) => {
    const done = run(driver);
    if (!done) {
      const { name } = leading.adapter;
      throw new RtcError({ code: 'unsupported', message: `${what} is not possible with ${name}.` });
    }
    await done;
  });
}

/** The time that a command of the session may take, in milliseconds. */
const commandMs = 10_000;

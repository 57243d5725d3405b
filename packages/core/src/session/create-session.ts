import type { RtcAdapter } from '../adapter/rtc-adapter.ts';
import { register } from './internals.ts';
import type { RtcSession } from './rtc-session.ts';
import { Session } from './session.ts';
import type { SessionOptions } from './session-options.ts';
import { wire } from './wire.ts';

/**
 * Makes a session over a vendor. Nothing is loaded, opened or connected yet.
 *
 * @param adapter - the vendor, made by the factory that its package exports
 * @param options - how the session behaves; everything may be left out.
 */
export function createSession<Native>(
  adapter: RtcAdapter<Native>,
  options: SessionOptions = {},
): RtcSession<Native> {
  const parts = wire(adapter, options);
  const session = new Session<Native>(parts);
  register(session, parts);
  return session;
}

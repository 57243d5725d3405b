import type { Parts } from './parts.ts';
import type { RtcSession } from '../face/rtc-session.ts';
import { RtcError } from '../errors/rtc-error.ts';

const partsOf = new WeakMap<RtcSession, Parts>();

/** Lets functions of other entry points reach a session's parts. */
export function register(session: RtcSession, parts: Parts): void {
  partsOf.set(session, parts);
}

/** The parts of a session made by this copy of core. Throws `invalid-argument` for anything else. */
export function internalsOf(session: RtcSession): Parts {
  const parts = partsOf.get(session);
  if (parts) return parts;
  throw new RtcError({
    code: 'invalid-argument',
    message:
      'This is not a session of this copy of @jackfield/core. Check that only one version of it is installed.',
  });
}

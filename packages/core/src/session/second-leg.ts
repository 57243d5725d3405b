import { secondLegOf, type SecondLeg } from '../call/second-leg.ts';
import { RtcError } from '../errors/rtc-error.ts';
import type { RtcViewer } from '../face/rtc-viewer.ts';
import { internalsOf } from './internals.ts';

/** Another leg beside the one that carries the call of a session. Throws `invalid-state` before the first call. */
export function secondLeg(session: RtcViewer): SecondLeg {
  const { store, part, call } = internalsOf(session);
  if (!part)
    throw new RtcError({ code: 'invalid-state', message: 'Another connection needs a call: join first.' });
  return secondLegOf({ store, legs: part.legs, call });
}

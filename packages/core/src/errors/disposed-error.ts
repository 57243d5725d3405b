import { RtcError } from './rtc-error.ts';

/** The error of whatever is asked of a session that was disposed. */
export function disposedError(): RtcError {
  return new RtcError({ code: 'invalid-state', message: 'This session was disposed; make a new one.' });
}

import { readText, toRtcError } from '../errors/to-rtc-error.ts';
import { RtcError } from '../errors/rtc-error.ts';
import type { RtcErrorCode } from '../errors/rtc-error-code.ts';
import type { CaptureFailure } from '../model/local-source-state.ts';
import type { SourceKind } from '../model/source-kind.ts';

/** A capture error with the sentence that goes with its code. */
export function captureError(
  code: RtcErrorCode,
  source: SourceKind,
  cause?: unknown,
  why: keyof typeof advice = code,
): RtcError {
  const message = (advice[why] ?? 'The % could not be opened. Try again.').replace('%', source);
  return new RtcError({ code, message, cause });
}

/** Turns what getUserMedia and getDisplayMedia reject with into an error that a person can act on: by what it means there. */
export function toCaptureError(cause: unknown, source: SourceKind, secureContext: boolean): RtcError {
  const error = toRtcError(cause, { message: '' });
  if (error === cause) return error;
  const name = readText(cause, 'name');
  const screen = source === 'screen';
  // Chromium says so of a prompt that was closed without an answer: nothing is set that would have to be allowed again.
  if (!screen && /dismissed/i.test(readText(cause, 'message')))
    return captureError('permission-denied', source, cause, 'dismissed');
  // On a secure page it is a policy that forbids the device.
  if (name === 'SecurityError' && secureContext)
    return captureError('permission-denied', source, cause, 'policy');
  // A system or a policy that forbids sharing says NotAllowedError as a person does who cancels.
  const cancelled =
    screen && name === 'NotAllowedError' && !/system|policy/i.test(readText(cause, 'message'));
  if (cancelled) return captureError('screen-share-cancelled', source, cause);
  if (name === 'OverconstrainedError' && readText(cause, 'constraint') === 'deviceId') {
    return captureError('device-not-found', source, cause);
  }
  if (name === 'AbortError') return captureError('capture-aborted', source, cause);
  // Without a gesture; Safari calls it InvalidAccessError.
  if (screen && /^Invalid(State|Access)Error$/.test(name))
    return captureError('invalid-state', source, cause);
  return captureError(error.code, source, cause);
}

/** Codes that are reasons as they are. */
const failures: readonly string[] = [
  'permission-denied',
  'device-not-found',
  'device-in-use',
  'overconstrained',
  'not-supported',
] satisfies CaptureFailure[];

/** The reason that a status shows for an error. */
export function captureFailure({ code }: RtcError): CaptureFailure {
  if (code === 'insecure-context') return 'not-supported';
  return failures.includes(code) ? (code as CaptureFailure) : 'unknown';
}

/** Advice about each; `%` is the device. */
const advice: Partial<Record<RtcErrorCode | 'dismissed' | 'policy', string>> = {
  dismissed: 'The question for the % was closed without an answer. Ask again.',
  policy: 'A policy of this page or of a frame around it forbids the %. Allow it there.',
  'permission-denied':
    "The % may not be used. Allow it in the browser's settings for this site and in the system's, then try again.",
  'device-not-found': 'There is no such %. Plug one in or choose another, then try again.',
  'device-in-use': 'The % gives nothing: close other apps that use it, then try again.',
  overconstrained: 'The % cannot do what was asked of it. Ask for less.',
  'capture-aborted': 'The browser could not open the %. Try again or restart it.',
  'screen-share-cancelled': 'No screen was chosen.',
  'insecure-context': 'The % needs a secure page. Open it by https or on localhost.',
  'not-supported': 'This browser cannot use a %. Use another one.',
  'invalid-state': 'Share a screen in a click or a key press, in a page that is in front.',
};

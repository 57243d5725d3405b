import { toRtcError } from '../errors/to-rtc-error.ts';
import { RtcError } from '../errors/rtc-error.ts';
import type { RtcErrorCode } from '../errors/rtc-error-code.ts';
import type { CaptureFailure } from '../model/local-source-state.ts';
import type { SourceKind } from '../model/source-kind.ts';

function read(value: unknown, key: 'name' | 'message' | 'constraint'): string {
  const found: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
  return typeof found === 'string' ? found : '';
}

/** What to do about each, with the device's name put in. */
const advice: Partial<Record<RtcErrorCode, (device: string) => string>> = {
  'permission-denied': (device) =>
    `The ${device} may not be used. Allow it in the browser's settings for this site and in the system's privacy settings, then try again.`,
  'device-not-found': (device) =>
    `There is no such ${device}. Plug one in or choose another, then try again.`,
  'device-in-use': (device) => `The ${device} gives nothing: close other apps that use it, then try again.`,
  overconstrained: (device) => `The ${device} cannot do what was asked of it. Ask for less.`,
  'capture-aborted': (device) =>
    `The browser could not open the ${device}. Try again, or restart the browser.`,
  'screen-share-cancelled': () => 'No screen was chosen.',
  'insecure-context': (device) => `The ${device} needs a secure page. Open it by https or on localhost.`,
  'not-supported': (device) => `This browser cannot use a ${device}. Use another browser.`,
  'invalid-state': () =>
    'A screen can be shared only from a click or a key press, in a page that is in front.',
};

/** A capture error with the sentence that goes with its code. */
export function captureError(code: RtcErrorCode, source: SourceKind, cause?: unknown): RtcError {
  const message = advice[code]?.(source) ?? `The ${source} could not be opened. Try again.`;
  return new RtcError({ code, message, cause });
}

/** Turns what getUserMedia and getDisplayMedia reject with into an error that a person can act on. */
export function toCaptureError(cause: unknown, source: SourceKind): RtcError {
  const error = toRtcError(cause, { message: '' });
  if (error === cause) return error;
  const name = read(cause, 'name');
  const screen = source === 'screen';
  // A system or a policy that forbids sharing says NotAllowedError as a person does who cancels.
  const cancelled = screen && name === 'NotAllowedError' && !/system|policy/i.test(read(cause, 'message'));
  if (cancelled) return captureError('screen-share-cancelled', source, cause);
  if (name === 'OverconstrainedError' && read(cause, 'constraint') === 'deviceId') {
    return captureError('device-not-found', source, cause);
  }
  if (name === 'AbortError') return captureError('capture-aborted', source, cause);
  if (name === 'InvalidStateError' && screen) return captureError('invalid-state', source, cause);
  return captureError(error.code, source, cause);
}

const failures: Partial<Record<RtcErrorCode, CaptureFailure>> = {
  'permission-denied': 'permission-denied',
  'device-not-found': 'device-not-found',
  'device-in-use': 'device-in-use',
  overconstrained: 'overconstrained',
  'not-supported': 'not-supported',
  'insecure-context': 'not-supported',
};

/** The reason that a status shows for an error. */
export function captureFailure({ code }: RtcError): CaptureFailure {
  return failures[code] ?? 'unknown';
}

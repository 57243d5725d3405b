import type { RtcErrorCode } from './rtc-error-code.ts';

/** The meaning of an error code, and what an app does about it. Generates `docs/errors.md`; never part of a bundle. */
export interface ErrorTableEntry {
  /** The part of a call that it belongs to. */
  readonly group: 'capture' | 'playback' | 'environment and caller' | 'admission' | 'transport' | 'other';
  /** The thing that happened. */
  readonly meaning: string;
  /** Advice on what to do. */
  readonly advice: string;
}

const entry = (group: ErrorTableEntry['group'], meaning: string, advice: string): ErrorTableEntry => ({
  group,
  meaning,
  advice,
});

/** Every code, in the order of the documentation. */
export const errorTable: Readonly<Record<RtcErrorCode, ErrorTableEntry>> = {
  'permission-denied': entry(
    'capture',
    'The person, the browser or the system does not allow the device.',
    'Show how to allow it in this browser, then call `enable()` again.',
  ),
  'device-not-found': entry(
    'capture',
    'No such device is plugged in.',
    'Offer another device or joining without one.',
  ),
  'device-in-use': entry(
    'capture',
    'Another program holds the device, or it failed to start.',
    'Ask to close the other program, then try again.',
  ),
  overconstrained: entry(
    'capture',
    'No device can do what was asked for.',
    'Ask for less: another size, rate or device.',
  ),
  'capture-aborted': entry('capture', 'The browser gave up opening the device.', 'Try again.'),
  'screen-share-cancelled': entry(
    'capture',
    'The person closed the picker.',
    'Nothing: it is no failure of the call.',
  ),
  'playback-blocked': entry(
    'playback',
    'The browser plays no sound before the person acts.',
    'Show a button that calls `session.playback.resume()`.',
  ),
  'not-supported': entry('environment and caller', 'This browser cannot do it.', 'Offer another browser.'),
  'insecure-context': entry(
    'environment and caller',
    'The page is neither on HTTPS nor on localhost, so the browser gives no devices.',
    'Serve it over HTTPS.',
  ),
  unsupported: entry(
    'environment and caller',
    'The vendor cannot do it, as its capabilities say.',
    'Ask `session.can()` first and hide the control.',
  ),
  'invalid-argument': entry(
    'environment and caller',
    'An argument is wrong; the message names it.',
    'Correct the call.',
  ),
  'invalid-state': entry(
    'environment and caller',
    'The call makes no sense now: joining twice, or anything after `dispose()`.',
    'Look at `session.state` first.',
  ),
  aborted: entry(
    'environment and caller',
    'A signal, a `leave()` or the end of the call gave it up.',
    'Nothing.',
  ),
  timeout: entry('environment and caller', 'The vendor did not answer within the bound.', 'Try again.'),
  'sdk-missing': entry(
    'environment and caller',
    'The SDK of the vendor is not installed or could not be loaded.',
    'Install or serve it as the message says.',
  ),
  'credential-invalid': entry(
    'admission',
    'The credential is malformed or was refused.',
    'Look at its issuer: `@jackfield/tokens` explains what is wrong with one.',
  ),
  'credential-expired': entry(
    'admission',
    'The credential has ended.',
    'Get a new one and join again; check the clocks.',
  ),
  forbidden: entry('admission', 'The role or the credential does not allow it.', 'Ask for another role.'),
  'room-not-found': entry('admission', 'There is no such room.', 'Check the name; make the room first.'),
  'room-full': entry('admission', 'The room takes nobody more.', 'Try later.'),
  'room-closed': entry('admission', 'The room was closed.', 'Say so; there is nothing to rejoin.'),
  kicked: entry(
    'admission',
    'A moderator or the server removed this session.',
    'Say so; do not rejoin by yourself.',
  ),
  replaced: entry(
    'admission',
    'The same user joined elsewhere.',
    'Offer to continue here; never rejoin by yourself, or both sides throw each other out for ever.',
  ),
  network: entry('transport', 'The service cannot be reached.', 'Check the connection, then try again.'),
  signalling: entry('transport', 'The signalling of the service failed.', 'Try again.'),
  'ice-failed': entry(
    'transport',
    'No media path was found, often because of a firewall.',
    'Configure a TURN server that is reachable over TCP 443.',
  ),
  'publish-failed': entry(
    'transport',
    'A source could not be published.',
    'Core tries again after a reconnect; else `enable()`.',
  ),
  'subscribe-failed': entry(
    'transport',
    'A remote source could not be received.',
    'Attach it again, or call `subscribe()`.',
  ),
  'codec-unsupported': entry(
    'transport',
    'No codec is common to both sides.',
    'Prefer a codec that all browsers have.',
  ),
  'key-mismatch': entry(
    'transport',
    'Encrypted with another key than this session has, or by one side alone.',
    'Give both sides the same key. Until then say whose media are missing.',
  ),
  'message-failed': entry('transport', 'A message was not accepted.', 'Send it again.'),
  'rate-limited': entry('transport', 'Too many calls.', 'Wait, then try again.'),
  'server-error': entry('transport', 'The service failed.', 'Try again; tell its operator.'),
  unknown: entry(
    'other',
    'Something that no table has a row for.',
    'Report it with `vendorCode` and `cause`, which are the vendor’s own.',
  ),
};

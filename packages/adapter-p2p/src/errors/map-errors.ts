import type { EndReason, RtcError, RtcErrorCode } from '@jackfield/core/adapter';
import { createErrors, type ErrorFactory } from '@jackfield/core/adapter-kit';
import { closeCodes } from '../protocol/close-codes.ts';
import type { ByeReason, RefusalCode } from '../protocol/server-frames.ts';

/** The errors of this adapter. The browser's own are read by their names. */
export const errors: ErrorFactory = createErrors({ adapter: 'p2p' });

const refusals: Partial<Record<RefusalCode, RtcErrorCode>> = {
  'credential-invalid': 'credential-invalid',
  'credential-expired': 'credential-expired',
  forbidden: 'forbidden',
  'room-full': 'room-full',
  'room-closed': 'room-closed',
  'rate-limited': 'rate-limited',
  'invalid-argument': 'invalid-argument',
  unsupported: 'unsupported',
  'server-error': 'server-error',
};

/** A refusal of the signalling server as an error. A code that this version does not know is `unknown`. */
export function refusalError(code: RefusalCode, message: string): RtcError {
  return errors.make(refusals[code] ?? 'unknown', message, { vendorCode: code });
}

const ends: Partial<
  Record<ByeReason, { readonly reason: EndReason; readonly code: RtcErrorCode; readonly message: string }>
> = {
  kicked: { reason: 'kicked', code: 'kicked', message: 'A moderator removed you from the room.' },
  replaced: { reason: 'replaced', code: 'replaced', message: 'The same user joined from somewhere else.' },
  'room-closed': { reason: 'room-closed', code: 'room-closed', message: 'The room was closed.' },
  'server-shutdown': {
    reason: 'server-shutdown',
    code: 'server-error',
    message: 'The signalling server stops: join again soon.',
  },
  'credential-expired': {
    reason: 'credential-expired',
    code: 'credential-expired',
    message: 'The credential ended: get a new one and join again.',
  },
};

/** The server's goodbye as the end of a call. An unknown reason is an error. */
export function byeToEnd(bye: ByeReason): { readonly reason: EndReason; readonly error: RtcError } {
  const { reason, code, message } = ends[bye] ?? {
    reason: 'error',
    code: 'unknown',
    message: 'The signalling server ended the membership for a reason unknown to this version.',
  };
  return { reason, error: errors.make(code, message, { vendorCode: bye }) };
}

const refusedFrames: readonly number[] = [closeCodes.malformed, closeCodes.binary, closeCodes.tooLarge];

/** A closed socket as an error; the server's codes say whose fault it was. */
export function signallingLostError(vendorCode: number, reason: string): RtcError {
  const detail = reason === '' ? '' : ` (${reason})`;
  if (vendorCode === closeCodes.rateLimited)
    return errors.make('rate-limited', `The signalling server saw too many frames${detail}.`, { vendorCode });
  if (refusedFrames.includes(vendorCode))
    return errors.make('signalling', `The signalling server refused a frame${detail}.`, { vendorCode });
  if (vendorCode === closeCodes.slowReader) {
    const message =
      'The signalling server gave this client up because it did not read what waited for it: the page or the network is too slow.';
    return errors.make('network', message, { vendorCode });
  }
  const message = `The connection to the signalling server is lost${detail}. Check the network and the address.`;
  return errors.make('network', message, { vendorCode });
}

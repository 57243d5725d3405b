import { RtcError, toRtcError, type EndReason, type RtcErrorCode } from '@jackfield/core/adapter';
import { closeCodes } from '../protocol/close-codes.ts';
import type { ByeReason, RefusalCode } from '../protocol/server-frames.ts';

const adapter = 'p2p';

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
  return new RtcError({ code: refusals[code] ?? 'unknown', message, adapter, vendorCode: code });
}

const ends: Partial<
  Record<ByeReason, { readonly reason: EndReason; readonly error?: RtcErrorCode; readonly message?: string }>
> = {
  kicked: { reason: 'kicked', error: 'kicked', message: 'A moderator removed you from the room.' },
  replaced: { reason: 'replaced', error: 'replaced', message: 'The same user joined from somewhere else.' },
  'room-closed': { reason: 'room-closed', error: 'room-closed', message: 'The room was closed.' },
  'server-shutdown': {
    reason: 'server-shutdown',
    error: 'server-error',
    message: 'The signalling server stops: join again soon.',
  },
  'credential-expired': {
    reason: 'credential-expired',
    error: 'credential-expired',
    message: 'The credential ended: get a new one and join again.',
  },
};

/** The server's goodbye as the end of a call. An unknown reason is an error. */
export function byeToEnd(reason: ByeReason): { readonly reason: EndReason; readonly error: RtcError } {
  const known = ends[reason];
  return {
    reason: known?.reason ?? 'error',
    error: new RtcError({
      code: known?.error ?? 'unknown',
      message:
        known?.message ?? 'The signalling server ended the membership for a reason unknown to this version.',
      adapter,
      vendorCode: reason,
    }),
  };
}

/** A closed socket as an error; the server's codes say whose fault it was. */
export function signallingLostError(code: number, reason: string): RtcError {
  const detail = reason === '' ? '' : ` (${reason})`;
  if (code === closeCodes.rateLimited) {
    return new RtcError({
      code: 'rate-limited',
      message: `The signalling server saw too many frames${detail}.`,
      adapter,
      vendorCode: code,
    });
  }
  if (code === closeCodes.malformed || code === closeCodes.binary || code === closeCodes.tooLarge) {
    return new RtcError({
      code: 'signalling',
      message: `The signalling server refused a frame${detail}.`,
      adapter,
      vendorCode: code,
    });
  }
  if (code === closeCodes.slowReader) {
    return new RtcError({
      code: 'network',
      message:
        'The signalling server gave this client up because it did not read what waited for it: the page or the network is too slow.',
      adapter,
      vendorCode: code,
    });
  }
  const message = `The connection to the signalling server is lost${detail}. Check the network and the address.`;
  return new RtcError({ code: 'network', message, adapter, vendorCode: code });
}

/** Something did not happen in time. */
export function timeoutError(message: string): RtcError {
  return new RtcError({ code: 'timeout', message, adapter });
}

/** The caller gave up. */
export function abortedError(what: string): RtcError {
  return new RtcError({ code: 'aborted', message: `The ${what} was given up.`, adapter });
}

/** Something of the media path failed. */
export function mediaError(
  code: 'ice-failed' | 'publish-failed' | 'subscribe-failed' | 'message-failed',
  message: string,
  cause?: unknown,
): RtcError {
  return new RtcError({ code, message, adapter, cause });
}

/** The app's credential function failed; its own RtcError comes through as it is. */
export function credentialError(cause: unknown): RtcError {
  return toRtcError(cause, { code: 'credential-invalid', message: 'No credential could be had.', adapter });
}

/** The browser refused to open a socket to the address. */
export function addressError(cause: unknown): RtcError {
  const message = 'The signalling address cannot be used: it must begin with wss:// (or ws://).';
  return new RtcError({ code: 'invalid-argument', message, adapter, cause });
}

/** Something needs a call that is not there. */
export function notJoinedError(): RtcError {
  return new RtcError({ code: 'invalid-state', message: 'There is no call: join first.', adapter });
}

/** The browser cannot make calls at all. */
export function notSupportedError(): RtcError {
  return new RtcError({ code: 'not-supported', message: 'This browser has no RTCPeerConnection.', adapter });
}

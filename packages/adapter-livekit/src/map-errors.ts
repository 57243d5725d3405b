import type { EndReason, RtcErrorCode } from '@jackfield/core/adapter';
import { createErrors, readField, type ErrorFactory } from '@jackfield/core/adapter-kit';

/** `ConnectionErrorReason`, by number: why `connect` rejected. */
export const codesByConnectionReason: readonly RtcErrorCode[] = [
  'credential-invalid', // NotAllowed; its status tells more
  'network', // ServerUnreachable
  'server-error', // InternalError
  'aborted', // Cancelled
  'server-error', // LeaveRequest; its context tells more
  'timeout', // Timeout
  'signalling', // WebSocket
  'server-error', // ServiceNotFound
];

/** `DisconnectReason`, by number: why a call ended. */
export const endReasons: readonly EndReason[] = [
  'error', // UNKNOWN_REASON
  'left', // CLIENT_INITIATED
  'replaced', // DUPLICATE_IDENTITY
  'server-shutdown', // SERVER_SHUTDOWN
  'kicked', // PARTICIPANT_REMOVED
  'room-closed', // ROOM_DELETED
  'connection-lost', // STATE_MISMATCH: the server no longer knows what the client resumes
  'error', // JOIN_FAILURE
  'connection-lost', // MIGRATION: the server asked for a move that did not succeed
  'connection-lost', // SIGNAL_CLOSE
  'room-closed', // ROOM_CLOSED
  'error', // USER_UNAVAILABLE
  'error', // USER_REJECTED
  'error', // SIP_TRUNK_FAILURE
  'connection-lost', // CONNECTION_TIMEOUT
  'connection-lost', // MEDIA_FAILURE
  'error', // AGENT_ERROR
];

/** The SDK's error classes, by name. `ConnectionError` and `PublishTrackError` are told apart further. */
export const codesByName: Readonly<Partial<Record<string, RtcErrorCode>>> = {
  DeviceUnsupportedError: 'not-supported',
  TrackInvalidError: 'publish-failed',
  UnsupportedServer: 'unsupported',
  UnexpectedConnectionState: 'invalid-state',
  NegotiationError: 'ice-failed',
  PublishDataError: 'message-failed',
  PublishTrackError: 'publish-failed',
  DataStreamError: 'message-failed',
  SignalReconnectError: 'signalling',
};

/** `RequestResponse.Reason`, by number: what the server said to a request. 0 is consent. */
export const codesByRequestReason: Readonly<Partial<Record<number | string, RtcErrorCode>>> = {
  1: 'invalid-argument', // NOT_FOUND
  2: 'forbidden', // NOT_ALLOWED
  3: 'rate-limited', // LIMIT_EXCEEDED
  5: 'unsupported', // UNSUPPORTED_TYPE
  6: 'server-error', // UNCLASSIFIED_ERROR
  7: 'invalid-argument', // INVALID_HANDLE
  TimeoutError: 'timeout',
};

/** `SubscriptionError`, by number. */
export const codesBySubscriptionError: readonly RtcErrorCode[] = [
  'subscribe-failed', // SE_UNKNOWN
  'codec-unsupported', // SE_CODEC_UNSUPPORTED
  'subscribe-failed', // SE_TRACK_NOTFOUND
];

/** 401 and 403 are the token's; 404 with `NotAllowed` means that the room may not be made. */
function admissionCode(status: unknown): RtcErrorCode {
  if (status === 403) return 'forbidden';
  return status === 404 ? 'room-not-found' : 'credential-invalid';
}

/** The neutral code for whatever the SDK rejected with; undefined for anything that is not its own. */
export function codeOf(cause: unknown): RtcErrorCode | undefined {
  const [name, reason, status] = ['name', 'reason', 'status'].map((key) => readField(cause, key));
  if (name === 'ConnectionError' && typeof reason === 'number') {
    return reason === 0 ? admissionCode(status) : codesByConnectionReason[reason];
  }
  if (name === 'SignalRequestError' && (typeof reason === 'number' || typeof reason === 'string')) {
    return codesByRequestReason[reason];
  }
  if (name === 'PublishTrackError' && status === 403) return 'forbidden';
  return typeof name === 'string' ? codesByName[name] : undefined;
}

/** The errors of this adapter. The vendor's codes are names, where it has some, or numbers. */
export const errors: ErrorFactory = createErrors({
  adapter: 'livekit',
  codeOf,
  vendorCode(cause) {
    const name = readField(cause, 'reasonName');
    const found = typeof name === 'string' ? name : readField(cause, 'code');
    return typeof found === 'string' || typeof found === 'number' ? found : undefined;
  },
});

/** Why a call ended. */
export function mapDisconnect(reason: number | undefined): EndReason {
  return reason === undefined ? 'connection-lost' : (endReasons[reason] ?? 'error');
}

/**
 * Every way in which a call can fail, as one closed list. Vendor numbers never appear here: they travel in
 * {@link RtcError.vendorCode}.
 */
export type RtcErrorCode =
  // capture
  | 'permission-denied'
  | 'device-not-found'
  | 'device-in-use'
  | 'overconstrained'
  | 'capture-aborted'
  | 'screen-share-cancelled'
  // playback
  | 'playback-blocked'
  // environment and caller
  | 'not-supported'
  | 'insecure-context'
  | 'unsupported'
  | 'invalid-argument'
  | 'invalid-state'
  | 'aborted'
  | 'timeout'
  | 'sdk-missing'
  // admission
  | 'credential-invalid'
  | 'credential-expired'
  | 'forbidden'
  | 'room-not-found'
  | 'room-full'
  | 'room-closed'
  | 'kicked'
  | 'replaced'
  // transport
  | 'network'
  | 'signalling'
  | 'ice-failed'
  | 'publish-failed'
  | 'subscribe-failed'
  | 'codec-unsupported'
  | 'key-mismatch'
  | 'message-failed'
  | 'rate-limited'
  | 'server-error'
  // anything else
  | 'unknown';

/** Why the server closes a socket; the reason text says more. */
export const closeCodes = {
  /** The membership is over: after `leave` or after a `bye`. */
  normal: 1000,
  /** The server stops. */
  shutdown: 1001,
  /** A frame was binary. */
  binary: 1003,
  /** A frame was no JSON, or not one of the protocol. */
  malformed: 4400,
  /** The join was refused. */
  refused: 4403,
  /** No join or resume came in time. */
  joinTimeout: 4408,
  /** Another socket took over the session. */
  superseded: 4409,
  /** Too many frames. */
  rateLimited: 4429,
  /** Frames were not taken off the socket fast enough. */
  tooSlow: 4430,
  /** No frame came within the heartbeat bound. */
  silent: 4440,
} as const;

/** Why the server closes a socket; the reason text says more. */
export const closeCodes = {
  /** The membership is over: after `leave` or after a `bye`. */
  normal: 1000,
  /** The server stops. */
  shutdown: 1001,
  /** A frame was binary. */
  binary: 1003,
  /** A frame was too large: the socket's own word, as for other breaks of its protocol (1002, 1007). */
  tooLarge: 1009,
  /** The server failed at what this client sent. */
  failed: 1011,
  /** A frame was no JSON, nested too deep, or not one of the protocol. */
  malformed: 4400,
  /** The join was refused. */
  refused: 4403,
  /** No join or resume came in time. */
  joinTimeout: 4408,
  /** Another socket took over the session. */
  superseded: 4409,
  /** The client did not read what waited for it. */
  slowReader: 4410,
  /** Too many frames. */
  rateLimited: 4429,
} as const;

/** What one server accepts. Whoever goes over a limit loses the own connection or request; nobody else notices. */
export interface SignallingLimits {
  /** The largest frame, bytes. */
  readonly frameBytes: number;
  /** Frames that one socket may send at once. */
  readonly frameBurst: number;
  /** Frames a second that one socket may send in the long run. */
  readonly framesPerSecond: number;
  /** Members of one room. */
  readonly members: number;
  /** Rooms. */
  readonly rooms: number;
  /** Sockets in all; more are turned away with HTTP 503. */
  readonly sockets: number;
  /** Sockets of one address (IPv6: one /64 network). */
  readonly socketsPerAddress: number;
  /** Sockets that have not joined yet. */
  readonly pendingSockets: number;
  /** Sockets of one address that have not joined yet. */
  readonly pendingSocketsPerAddress: number;
  /** Rooms that one address may have made. */
  readonly roomsPerAddress: number;
  /** Frames kept for a member whose socket is lost. */
  readonly queuedFrames: number;
  /** Characters kept for a member whose socket is lost. */
  readonly queuedCharacters: number;
  /** Bytes that may wait in a socket that is not being read. */
  readonly bufferedBytes: number;
  /** Bytes that may wait for all receivers of the process, in sockets and for resumption; over it the slowest are cut. */
  readonly totalQueuedBytes: number;
}

/** The limits where none are given: rooms for a mesh, on a small machine. */
export const defaultSignallingLimits: SignallingLimits = {
  frameBytes: 64 * 1024,
  frameBurst: 300,
  framesPerSecond: 50,
  members: 12,
  rooms: 1000,
  sockets: 5000,
  socketsPerAddress: 500,
  pendingSockets: 200,
  pendingSocketsPerAddress: 50,
  roomsPerAddress: 200,
  queuedFrames: 512,
  queuedCharacters: 1024 * 1024,
  bufferedBytes: 1024 * 1024,
  totalQueuedBytes: 64 * 1024 * 1024,
};

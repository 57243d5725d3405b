/**
 * A way for messages that the app has: its own WebSocket, for example. It vouches for who says what, so `from` has to come from its server,
 * which knows who is connected, and never from the sender's word.
 */
export interface MessageTransport {
  /** The largest text in bytes of UTF-8. */
  readonly maxBytes: number;
  /** Tells whether a message can go to some users only. */
  readonly directed: boolean;
  /** Tells whether a message that was accepted arrives, in order. */
  readonly reliable: boolean;
  /** Enters a room. Rejects where that cannot be; the join over the vendor is given up then. */
  connect(request: TransportRequest): Promise<TransportChannel>;
}

/** The room that a transport is to enter, and who asks. */
export interface TransportRequest {
  /** The room. */
  readonly room: string;
  /** The app's id of the user who enters. */
  readonly userId: string;
  /** Gives the attempt up. */
  readonly signal: AbortSignal;
  /** Takes a message of somebody else, once and in order. */
  receive(message: TransportMessage): void;
}

/** A message that came. */
export interface TransportMessage {
  /** The app's id of the sender, as the server knows it. */
  readonly from: string;
  /** The app's name for this kind of message. */
  readonly topic: string;
  /** The text, as sent. */
  readonly text: string;
}

/** A room that was entered. */
export interface TransportChannel {
  /** Sends to everybody else in the room, or to these users. Resolves when it was accepted. */
  send(message: TransportOutgoing): Promise<void>;
  /** Leaves the room: nothing is received any more. Idempotent. */
  close(): void;
}

/** A message to send. */
export interface TransportOutgoing {
  /** The app's name for this kind of message. */
  readonly topic: string;
  /** The text, at most `maxBytes` of UTF-8. */
  readonly text: string;
  /** The app's ids of those whom it is for; undefined for everybody. */
  readonly to?: readonly string[] | undefined;
}

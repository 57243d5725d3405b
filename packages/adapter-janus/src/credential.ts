/** What the app's server gives out: where to connect, and what opens the server and one room. */
export interface JanusCredential {
  /** The server's WebSocket, `wss://…`. */
  readonly url: string;
  /** Goes with every request; left out where the server asks for none. */
  readonly token?: string | undefined;
  /** Enters the room; left out where the room asks for none. */
  readonly roomToken?: string | undefined;
  /** The pin of the text room of the same name. */
  readonly textPin?: string | undefined;
  /** STUN and TURN servers for this browser; none where left out. */
  readonly iceServers?: readonly JanusIceServer[] | undefined;
}

/** A STUN or TURN server, as W3C's `RTCIceServer` is; a server that makes credentials has no browser's words. */
export interface JanusIceServer {
  /** Its addresses, `stun:…`, `turn:…` or `turns:…`. */
  readonly urls: string | string[];
  /** The name that a TURN server asks for. */
  readonly username?: string;
  /** The password that goes with it. */
  readonly credential?: string;
}

/** Secrets of a LiveKit server or project. They stay on the server. */
export interface LivekitSecrets {
  /** Where clients connect: `wss://…`, or `ws://…` on one machine. */
  readonly url: string;
  /** The key's id; goes into tokens as `iss`. */
  readonly apiKey: string;
  /** Never leaves the server. */
  readonly apiSecret: string;
}

/** What `room.connect` of `livekit-client` takes. */
export type LivekitCredential = {
  readonly url: string;
  /** A JWT, HS256. */
  readonly token: string;
};

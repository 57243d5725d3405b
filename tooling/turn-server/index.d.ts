/** A name and a password for a TURN server, as `RTCIceServer` takes them. */
export interface TurnCredential {
  /** When it ends, in seconds since 1970, and whose it is. */
  readonly username: string;
  /** The server's signature over the name. */
  readonly credential: string;
}

/** A TURN server that is running on this machine. */
export interface TurnServer {
  /** What signs the names that it accepts. */
  readonly secret: string;
  /** Where clients find it over UDP: `turn:127.0.0.1:PORT?transport=udp`. */
  readonly udp: string;
  /** Where clients find it over TCP. */
  readonly tcp: string;
  /** A credential that it accepts for as long as is said, seconds. */
  credential(user: string, lastsSeconds: number): TurnCredential;
  /** The last lines that it wrote. */
  log(): string;
  /** Ends it. Resolves when the process is gone; never rejects. Idempotent. */
  stop(): Promise<void>;
}

/** What a reader does to get a server. */
export declare const turnRemedy: string;

/** The path of a server: `JACKFIELD_TURN_SERVER`, or one on the PATH; undefined where there is none. */
export declare function findTurnServer(): string | undefined;

/**
 * The path of a server; installs Debian's where that is possible and there is none. Rejects with a sentence that says what is
 * missing.
 * @param options.say told what is going on, a line at a time.
 */
export declare function ensureTurnServer(options?: {
  readonly say?: (line: string) => void;
}): Promise<string>;

/**
 * Starts a server on 127.0.0.1 with a secret of its own that relays between addresses of this machine, and waits until it answers.
 * Rejects where there is no server, or it does not come up in 10 s, with what it wrote last. It ends with this process at the latest.
 */
export declare function startTurnServer(): Promise<TurnServer>;

/** A short-lived credential as coturn's `use-auth-secret` checks it. `endsAt` in seconds since 1970. */
export declare function turnCredential(request: {
  readonly secret: string;
  readonly user: string;
  readonly endsAt: number;
}): TurnCredential;

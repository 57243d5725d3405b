/** How to start a server. Everything may be left out. */
export interface LivekitServerOptions {
  /** The TCP port of signalling and API; a free one where left out. Given, the server can come back at the same address. */
  readonly port?: number;
  /** The key and secret to accept; new ones where left out. */
  readonly keys?: { readonly apiKey: string; readonly apiSecret: string };
  /** Whether it chooses layers by the bandwidth it believes in too, and not by wish alone. True where left out. */
  readonly congestionControl?: boolean;
  /** Whether a room is made for the first who asks for it. True where left out. */
  readonly autoCreateRooms?: boolean;
  /** The Redis through which it is one node of several, as `127.0.0.1:6379`; a node of its own where left out. */
  readonly redis?: string;
  /** Milliseconds until it must answer. 15,000 where left out. */
  readonly startMs?: number;
}

/** A server that is running on this machine. */
export interface LivekitServer {
  /** Where clients connect: `ws://127.0.0.1:PORT`. */
  readonly url: string;
  /** The port in `url`. */
  readonly port: number;
  /** The UDP port of media. */
  readonly mediaPort: number;
  /** The id of the one key that it accepts. */
  readonly apiKey: string;
  /** The secret of that key. */
  readonly apiSecret: string;
  /** The last lines that it wrote, for a failure's report. */
  log(): string;
  /**
   * Ends it at once, as a crash would; where `graceful` is true by its own shutdown first, which tells everybody and takes up to 5 s.
   * Resolves when the process is gone; never rejects. Idempotent.
   */
  stop(options?: { readonly graceful?: boolean }): Promise<void>;
}

/** The version that is built: the newest v1.x whose modules the Go module proxy gives out whole. */
export declare const livekitVersion: string;

/** What a reader does to get a server. */
export declare const livekitRemedy: string;

/** The path of a server: `JACKFIELD_LIVEKIT_SERVER`, the one that was built, one on the PATH; undefined where there is none. */
export declare function findLivekitServer(): string | undefined;

/**
 * The path of a server; builds it where there is none. Rejects with a sentence that says what is missing.
 * @param options.say told what is going on, a line at a time.
 */
export declare function ensureLivekitServer(options?: {
  readonly say?: (line: string) => void;
}): Promise<string>;

/**
 * Starts a server in development mode on 127.0.0.1 with free ports, without Redis, and waits until it answers. Rejects where there
 * is no server, or it does not come up, with what it wrote last. It ends with this process at the latest.
 */
export declare function startLivekitServer(options?: LivekitServerOptions): Promise<LivekitServer>;

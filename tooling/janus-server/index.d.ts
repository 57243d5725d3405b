/** How to start a server. Everything may be left out. */
export interface JanusServerOptions {
  /** The TCP port of signalling; a free one where left out. Given, the server can come back at the same address. */
  readonly port?: number;
  /** The secrets to use; new ones where left out. */
  readonly secrets?: JanusServerSecrets;
  /** Seconds without a request after which a session ends. 12 where left out. */
  readonly sessionSeconds?: number;
  /** Seconds for which a session whose socket is gone can be claimed. 8 where left out. */
  readonly reclaimSeconds?: number;
  /** Milliseconds until it must answer. 10,000 where left out. */
  readonly startMs?: number;
}

/** What the server and whoever speaks to it share. */
export interface JanusServerSecrets {
  /** Signs tokens (`token_auth_secret`). */
  readonly tokenSecret: string;
  /** Allows making rooms (`admin_key`). */
  readonly adminKey: string;
  /** Allows asking for the server's own counters (`admin_secret`). */
  readonly adminSecret: string;
}

/** A server that is running on this machine. */
export interface JanusServer extends JanusServerSecrets {
  /** Where clients connect: `ws://127.0.0.1:PORT`. */
  readonly url: string;
  /** The port in `url`. */
  readonly port: number;
  /** Where its admin interface is: `ws://127.0.0.1:PORT`. */
  readonly adminUrl: string;
  /** What it says of itself, such as `1.1.2`. */
  readonly version: string;
  /** The last lines that it wrote. */
  log(): string;
  /** Stands still or goes on, as a machine does that has no time for it. */
  pause(paused: boolean): void;
  /** Ends it at once, as a crash would. Resolves when the process is gone; never rejects. Idempotent. */
  stop(): Promise<void>;
}

/** What a reader does to get a server. */
export declare const janusRemedy: string;

/** What a reader does to get a network in which the server finds a way for media. */
export declare const namespaceRemedy: string;

/** The path of a server: `JACKFIELD_JANUS_SERVER`, or one on the PATH; undefined where there is none. */
export declare function findJanusServer(): string | undefined;

/**
 * The path of a server; installs Debian's where that is possible and there is none. Rejects with a sentence that says what is
 * missing.
 * @param options.say told what is going on, a line at a time.
 */
export declare function ensureJanusServer(options?: {
  readonly say?: (line: string) => void;
}): Promise<string>;

/**
 * The name of an interface for media: one that holds 127.0.0.2, made where this process is in a network namespace of its own
 * with loopback alone. Throws with {@link namespaceRemedy} elsewhere: on a machine's own network nothing is changed.
 */
export declare function mediaInterface(): string;

/**
 * Starts a server on 127.0.0.1 with a configuration of its own, the VideoRoom and the TextRoom alone, signed tokens and free ports, and waits until
 * it answers. Rejects where there is no server or no interface for its media, or it does not come up, with what it wrote last. It
 * ends with this process at the latest.
 */
export declare function startJanusServer(options?: JanusServerOptions): Promise<JanusServer>;

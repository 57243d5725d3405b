/** A Redis on loopback that keeps nothing. */
export interface RedisServer {
  /** Where nodes find it, as `HOST:PORT`. */
  readonly address: string;
  /** Ends it. Resolves when the process is gone; never rejects. Idempotent. */
  stop(): Promise<void>;
}

/** What a reader does to get a server. */
export declare const redisRemedy: string;

/** The path of a server: `JACKFIELD_REDIS_SERVER`, or one on the PATH; undefined where there is none. */
export declare function findRedisServer(): string | undefined;

/**
 * The path of a server; installs Debian's where that is possible and there is none. Rejects with a sentence that says what is
 * missing.
 * @param options.say told what is going on, a line at a time.
 */
export declare function ensureRedisServer(options?: {
  readonly say?: (line: string) => void;
}): Promise<string>;

/**
 * Starts a server on 127.0.0.1, and waits until it answers. Rejects where there is no server, or it does not come up in 10 s, with
 * what it wrote last. It ends with this process at the latest.
 */
export declare function startRedisServer(): Promise<RedisServer>;

/** The path of a program on the PATH; undefined where there is none. */
export declare function findProgram(name: string): string | undefined;

/** A program that tests need and Debian has. */
export interface EnsuredProgram {
  /** What it is, for a sentence: `TURN server`. */
  readonly what: string;
  /** Debian's package that has it. */
  readonly debianPackage: string;
  /** The service that the package starts where there is an init system; it is stopped again. */
  readonly service?: string | undefined;
  /** What a reader does to get it. */
  readonly remedy: string;
  /** Looks for it. */
  find(): string | undefined;
  /** Is told what is going on, a line at a time. */
  readonly say?: ((line: string) => void) | undefined;
}

/**
 * The path of a program; installs Debian's as root where there is none. Rejects with a sentence that says what is missing. One
 * at a time: apt does not wait for another apt.
 */
export declare function ensureProgram(program: EnsuredProgram): Promise<string>;

/**
 * Prints the path of a program on behalf of a script that gets it ready, and what is missing otherwise: then the process ends with
 * exit code 1, unless it was called with `--optional`.
 */
export declare function printProgram(
  ensure: (options: { readonly say: (line: string) => void }) => Promise<string>,
): Promise<void>;

/** Whether there is a program at that path. */
export declare function isExecutable(path: string): boolean;

/** A TCP port of 127.0.0.1 that nobody uses. */
export declare function freeTcpPort(): Promise<number>;

/** A UDP port of 127.0.0.1 that nobody uses. */
export declare function freeUdpPort(): Promise<number>;

/** A program that runs beside this process. */
export interface RunningProgram {
  /** Whether it has ended. */
  isGone(): boolean;
  /** The last 400 lines that it wrote. */
  log(): readonly string[];
  /** Asks it to end, or ends it. */
  signal(signal: NodeJS.Signals): void;
  /** Ends it. Resolves when the process is gone; never rejects. Idempotent. */
  stop(): Promise<void>;
  /** Resolves when it has ended, however. */
  readonly gone: Promise<void>;
  /** The error of whoever waited for it in vain, with what it wrote last. */
  explain(error: unknown): Error;
}

/** Starts a program; it ends with this process at the latest, on Linux by the kernel. `line` is its path and what it is given. */
export declare function startProgram(line: readonly string[]): RunningProgram;

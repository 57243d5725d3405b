import type { EmulatorVideoCodec, LogSink } from '@jackfield/emulator-kit';

/** An application as the console of the real service would show it. */
export interface AliyunApp {
  /** Letters, digits, `_` and `-`, at most 64. */
  readonly appId: string;
  /** The secret that tokens are made with. It stays on the server. */
  readonly appKey: string;
}

/** Upper bounds; each has a default that a development machine can carry. */
export interface EmulatorLimits {
  /** Sessions in all apps together. Default 500. */
  readonly sessions: number;
  /** People in one room. Default 100, as documented for the real service. */
  readonly usersPerRoom: number;
  /** Subscriptions of one session. Default 32. */
  readonly subscriptionsPerSession: number;
  /** TURN allocations of one session. Default 80. */
  readonly allocationsPerSession: number;
  /** Undelivered notifications of one session before it is dropped. Default 2000. */
  readonly queuedItems: number;
  /** Bytes of a request body. Default 262144. */
  readonly bodyBytes: number;
  /** Entries of the record that are kept. Default 5000. */
  readonly records: number;
}

/** Delays and periods, in milliseconds. */
export interface EmulatorTimings {
  /** How long a poll is held when there is nothing to say. Default 10000. */
  readonly pollHoldMs: number;
  /** A session that has not polled for this long has left. Default 60000 (assumed). */
  readonly sessionTimeoutMs: number;
  /** A session that was allocated and never joined is forgotten after this. Default 30000 (assumed). */
  readonly joinTimeoutMs: number;
  /** How long a session that was thrown out can still poll, to hear its `bye` and to leave. Default 30000 (assumed). */
  readonly byeGraceMs: number;
  /**
   * Pause before a publish result. Default 80: the SDK looks for its own candidates once a second, and an answer that
   * comes before the first candidate costs it that second.
   */
  readonly publishReplyDelayMs: number;
}

/** Options of {@link startAliyunEmulator}; every one has a default. */
export interface AliyunEmulatorOptions {
  /** Address to listen on, for HTTP, TURN and media. Default `127.0.0.1`. IPv4 only. */
  readonly host?: string;
  /** TCP port of the service; 0 (default) takes a free one. `false` opens none: mount {@link AliyunEmulator.handle}. */
  readonly port?: number | false;
  /** UDP port of TURN; 0 (default) takes a free one. */
  readonly turnPort?: number;
  /** TCP port of the control interface; 0 (default) takes a free one; `false` opens none. */
  readonly controlPort?: number | false;
  /** Bearer token of the control interface. Default: random, see {@link AliyunEmulator.controlToken}. */
  readonly controlToken?: string;
  /** Applications. Default: one, `emulator`, with a random key. */
  readonly apps?: readonly AliyunApp[];
  /**
   * Origin under which browsers reach the service when something stands in front of it, such as
   * `https://call.example.test`. It replaces the host names per session.
   */
  readonly publicUrl?: string;
  /** `host:port` under which browsers reach TURN. Default: where it listens. */
  readonly publicTurn?: string;
  /** A `turn:` password other than the one the SDK has built in. */
  readonly turnPassword?: string;
  /** Codecs the emulator answers with, best first. Default `['H264', 'VP8']`. */
  readonly videoCodecs?: readonly EmulatorVideoCodec[];
  /** Upper bounds that differ from the defaults. */
  readonly limits?: Partial<EmulatorLimits>;
  /** Delays and periods that differ from the defaults. */
  readonly timings?: Partial<EmulatorTimings>;
  /** Receives every log entry. Default: none is written. */
  readonly log?: LogSink;
  /** Seconds since 1970, for credential expiry. Default: the machine's clock. */
  readonly nowSeconds?: () => number;
  /** Seed of the losses that {@link AliyunEmulator.impairMedia} causes. Default 1. */
  readonly seed?: number;
}

/** Options with every default filled in. */
export interface EmulatorSettings {
  readonly host: string;
  readonly port: number | false;
  readonly turnPort: number;
  readonly controlPort: number | false;
  readonly controlToken: string;
  readonly apps: readonly AliyunApp[];
  readonly publicUrl: string | undefined;
  readonly publicTurn: string | undefined;
  readonly turnPassword: string;
  readonly videoCodecs: readonly EmulatorVideoCodec[];
  readonly limits: EmulatorLimits;
  readonly timings: EmulatorTimings;
  readonly log: LogSink | undefined;
  readonly nowSeconds: () => number;
  readonly seed: number;
}

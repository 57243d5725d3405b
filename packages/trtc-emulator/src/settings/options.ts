import type { EmulatorVideoCodec, LogSink } from '@jackfield/emulator-kit';

/** An application as the console of the real service would show it. */
export interface TrtcApp {
  /** Its number. */
  readonly sdkAppId: number;
  /** The secret that UserSigs are made with. It stays on the server. */
  readonly secretKey: string;
}

/** Upper bounds; each has a default that a development machine can carry. */
export interface EmulatorLimits {
  /** Sessions in all apps together. Default 500. */
  readonly sessions: number;
  /** People in one room. Default 300. */
  readonly usersPerRoom: number;
  /** Subscriptions of one session. Default 64. */
  readonly subscriptionsPerSession: number;
  /** Bytes of one message of a client. Default 131072. */
  readonly messageBytes: number;
  /** Bytes that wait to be sent to one client before its socket is cut. Default 4194304. */
  readonly queuedBytes: number;
  /** Entries of the record that are kept. Default 5000. */
  readonly records: number;
}

/** Delays and periods, in milliseconds. */
export interface EmulatorTimings {
  /** Between two lists of publishers, which are also what tells a client that the service lives. Default 2000 (measured). */
  readonly beatMs: number;
  /** How long somebody whose socket is gone stays in the room and can come back. Default 30000 (assumed). */
  readonly absenceMs: number;
  /** How long a socket may stay open without joining. Default 30000 (assumed). */
  readonly joinTimeoutMs: number;
}

/** Options of {@link startTrtcEmulator}; every one has a default. */
export interface TrtcEmulatorOptions {
  /** Address to listen on, for the socket and media. Default `127.0.0.1`. IPv4 only. */
  readonly host?: string;
  /** TCP port of the service; 0 (default) takes a free one. */
  readonly port?: number;
  /** TCP port of the control interface; 0 (default) takes a free one; `false` opens none. */
  readonly controlPort?: number | false;
  /** Bearer token of the control interface. Default: random, see {@link TrtcEmulator.controlToken}. */
  readonly controlToken?: string;
  /** Applications. Default: one, 1400000001, with a random key. */
  readonly apps?: readonly TrtcApp[];
  /** Origin under which browsers reach the socket when something stands in front of it, such as `wss://call.example.test`. */
  readonly publicUrl?: string;
  /** Codecs that clients are told to send with, best first. Default `['H264', 'VP8']`. */
  readonly videoCodecs?: readonly EmulatorVideoCodec[];
  /** Upper bounds that differ from the defaults. */
  readonly limits?: Partial<EmulatorLimits>;
  /** Delays and periods that differ from the defaults. */
  readonly timings?: Partial<EmulatorTimings>;
  /** Receives every log entry. Default: none is written. */
  readonly log?: LogSink;
  /** Milliseconds since 1970, for credential expiry. Default: the machine's clock. */
  readonly now?: () => number;
  /** Seed of the losses that {@link TrtcEmulator.impairMedia} causes. Default 1. */
  readonly seed?: number;
}

/** Options with every default filled in. */
export interface EmulatorSettings {
  readonly host: string;
  readonly port: number;
  readonly controlPort: number | false;
  readonly controlToken: string;
  readonly apps: readonly TrtcApp[];
  readonly publicUrl: string | undefined;
  readonly videoCodecs: readonly EmulatorVideoCodec[];
  readonly limits: EmulatorLimits;
  readonly timings: EmulatorTimings;
  readonly log: LogSink | undefined;
  readonly now: () => number;
  readonly seed: number;
}

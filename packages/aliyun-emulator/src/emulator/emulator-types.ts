import type { IncomingMessage, ServerResponse } from 'node:http';

import type {
  EmulatorRecord,
  Impairment,
  RoomAddress,
  SourceCodec,
  SourceCounters,
  UserAddress,
} from '@jackfield/emulator-kit';

import type { ServiceCode, ServiceCodeName } from '../wire/error-codes.ts';
import type { Fault, FaultHandle } from '../faults/fault-types.ts';
import type { StreamLabel } from '../wire/labels.ts';
import type { AliyunApp } from '../settings/options.ts';
import type { EmulatedParticipant, ParticipantIdentity } from '../participant/participant-types.ts';
import type { SessionState } from '../signalling/session.ts';
import type { ChannelProfile, ClientRole, WireStream } from '../wire/wire.ts';

/** What the SDK's `joinChannel` takes. */
export interface AliyunAuthInfo {
  /** App id. */
  readonly appid: string;
  /** Room name. */
  readonly channel: string;
  /** User id. */
  readonly userid: string;
  /** Begins with `AK-`. */
  readonly nonce: string;
  /** Expiry, in seconds since 1970. */
  readonly timestamp: number;
  /** See {@link aliyunToken}. */
  readonly token: string;
  /** Where the service is: a list, as the SDK takes a text for a list of letters. */
  readonly gslb: readonly string[];
}

/** Asks for a join credential, as an app's server would make it. */
export interface CredentialRequest extends UserAddress {
  /** Default 3600. Negative makes one that has expired. */
  readonly lifetimeSeconds?: number;
}

/** One stream of somebody's publication. */
export interface StreamView {
  /** Which of the three streams. */
  readonly label: StreamLabel;
  /** As last announced. */
  readonly state: WireStream['state'];
  /** `undefined` where the publisher announced the stream and sends nothing for it. */
  readonly codec: SourceCodec | undefined;
  /** What has come in; `undefined` where nothing is sent. */
  readonly counters: SourceCounters | undefined;
}

/** One session as the service sees it. */
export interface SessionView {
  /** Short name of the session, as in the record. */
  readonly session: string;
  /** App id. */
  readonly appId: string;
  /** Room name. */
  readonly room: string;
  /** User id. */
  readonly userId: string;
  /** As given when joining; may be empty. */
  readonly displayName: string;
  /** Where it is in its stay. */
  readonly state: SessionState;
  /** Profile of the channel. */
  readonly profile: ChannelProfile;
  /** Role; always `interactive` in the communication profile. */
  readonly role: ClientRole;
  /** Last reported status word; `undefined` before the first. */
  readonly status: string | undefined;
  /** What it publishes; empty if nothing. */
  readonly streams: readonly StreamView[];
  /** User ids that this session subscribes to. */
  readonly subscribedTo: readonly string[];
  /** Notifications and results that no poll has fetched yet. */
  readonly undelivered: number;
  /** Open TURN allocations. */
  readonly allocations: number;
}

/** Everything that the service holds, in numbers; all but `records` are 0 when nobody is there. */
export interface EmulatorUsage {
  /** Sessions in any state. */
  readonly sessions: number;
  /** Rooms with somebody in them. */
  readonly rooms: number;
  /** Publications, those of participants included. */
  readonly publications: number;
  /** Subscriptions. */
  readonly subscriptions: number;
  /** TURN allocations. */
  readonly allocations: number;
  /** Ports of the forwarder that the relay may reach. */
  readonly mediaPorts: number;
  /** Faults that are set. */
  readonly faults: number;
  /** Records that are kept. */
  readonly records: number;
}

/** A running emulator: where it is, what it knows, and what can be made to happen to those who use it. */
export interface AliyunEmulator {
  /** Origin of the service; an auth info's `gslb[0]`. */
  readonly url: string;
  /** Address of the TURN relay, as clients are given it. */
  readonly turnUrl: string;
  /** Origin of the control interface; `undefined` if there is none. */
  readonly controlUrl: string | undefined;
  /** Bearer token of the control interface. Whoever has it can do everything this object can. */
  readonly controlToken: string;
  /** The applications that it knows. */
  readonly apps: readonly AliyunApp[];
  /** Every number the emulator refuses with on its own account. */
  readonly codes: Readonly<Record<ServiceCodeName, ServiceCode>>;

  /** Makes a join credential. Throws `not-found` for an app that is not configured. */
  credential(request: CredentialRequest): AliyunAuthInfo;

  /** Every session, in the order of their allocation. */
  sessions(): readonly SessionView[];
  /** What it holds, in numbers. */
  usage(): EmulatorUsage;
  /** How often each thing was logged, such as `refused` or `request failed`; it says nothing of who. */
  counts(): Readonly<Record<string, number>>;
  /** What happened after the entry with this sequence number, oldest first. Secrets are redacted. */
  records(since?: number): readonly EmulatorRecord[];
  /**
   * Resolves with the first record, past or future, that the test accepts. Rejects `not-found` after `timeoutMs`
   * (default 5000).
   */
  waitFor(
    test: (entry: EmulatorRecord) => boolean,
    options?: { since?: number; timeoutMs?: number },
  ): Promise<EmulatorRecord>;

  /**
   * Adds somebody to a room who is not a client. An earlier user of the same id is put out, as ever. Throws
   * `invalid-argument` for ids that the service would not let in, and `invalid-state` for a room that is closed.
   */
  addParticipant(identity: ParticipantIdentity): EmulatedParticipant;

  /** The participants that are in a room. */
  participants(): readonly EmulatedParticipant[];

  /** Sets a fault. Throws `invalid-argument` for one that makes no sense. */
  fault(fault: Fault): FaultHandle;
  /** The faults that are set. */
  faults(): readonly FaultHandle[];
  /** Ends every fault and every impairment. */
  clearFaults(): void;

  /** Throws somebody out (`bye` code 1). Throws `not-found`. */
  kick(user: UserAddress): void;
  /** Throws everybody out (`bye` code 2) and refuses entry until {@link AliyunEmulator.openRoom}. */
  closeRoom(room: RoomAddress): void;
  /** Lets people into a closed room again. */
  openRoom(room: RoomAddress): void;
  /** Sends somebody a `signalError` notification, which the SDK hands to `onError` as it is. Throws `not-found`. */
  signalError(user: UserAddress, detail: Readonly<Record<string, unknown>>): void;

  /** Loses or delays somebody's media, both ways, until the undo is called. Throws `not-found`. */
  impairMedia(user: UserAddress, impairment: Impairment): () => void;
  /**
   * Ends all media paths that somebody has now; new ones work, so the SDK can publish and subscribe again once it has
   * noticed. Throws `not-found`.
   */
  killMedia(user: UserAddress): void;
  /** Takes the TURN relay away: media of everyone stops, and nobody can publish or subscribe. */
  killTurn(): Promise<void>;
  /** Brings it back, on the same port. */
  restoreTurn(): Promise<void>;

  /** Goes away as a crashed service does: ports closed, connections broken. Sessions are kept, unless `forget`. */
  suspend(options?: { forget?: boolean }): Promise<void>;
  /** Comes back on the same ports. */
  resume(): Promise<void>;

  /**
   * Serves one HTTP request, for mounting in another server at its root (`port: false`). Returns `false`, having done
   * nothing, for paths that are not the service's.
   */
  handle(request: IncomingMessage, response: ServerResponse): boolean;

  /** Ends everything. Idempotent. Nothing is left open when it resolves. */
  stop(): Promise<void>;
  /** The same as {@link AliyunEmulator.stop}. */
  [Symbol.asyncDispose](): Promise<void>;
}

import type { EmulatorRecord, Impairment, SourceCodec, SourceCounters } from '@jackfield/emulator-kit';

import type { Fault, FaultHandle } from '../faults/fault-words.ts';
import type { EmulatedParticipant, ParticipantIdentity } from '../participant/participant-types.ts';
import type { TrtcApp } from '../settings/options.ts';
import type { WireScene } from '../signalling/room.ts';
import type { ServiceCode, ServiceCodeName } from '../wire/codes.ts';
import type { SourceFlags, SourceKind } from '../wire/source-kinds.ts';

/** A room of an app. `sdkAppId` may be left out where there is only one app. */
export interface RoomAddress {
  /** The app's number. */
  readonly sdkAppId?: number;
  /** A text, or a number: these are different rooms. */
  readonly room: string | number;
}

/** Somebody in a room. */
export interface UserAddress extends RoomAddress {
  /** User id. */
  readonly userId: string;
}

/** Asks for a join credential, as an app's server would make it. */
export interface CredentialRequest extends UserAddress {
  /** Default 3600. Negative makes one that has expired. */
  readonly lifetimeSeconds?: number;
}

/** What `enterRoom` of the SDK takes of an emulator. */
export interface TrtcEnterParameters {
  /** The app's number. */
  readonly sdkAppId: number;
  /** User id. */
  readonly userId: string;
  /** Says who the user is. */
  readonly userSig: string;
  /** The room, where it is named by a text. */
  readonly strRoomId?: string;
  /** The room, where it is named by a number. */
  readonly roomId?: number;
  /** Where the service is, and where telemetry goes. */
  readonly proxy: { readonly websocketProxy: string; readonly loggerProxy: string };
}

/** One stream of somebody's publication. */
export interface StreamView {
  /** Which of the streams. */
  readonly kind: SourceKind;
  /** Muted, by themselves or by the server. */
  readonly muted: boolean;
  /** What it is encoded with. */
  readonly codec: SourceCodec;
  /** What has come in. */
  readonly counters: SourceCounters;
}

/** One session as the service sees it. */
export interface SessionView {
  /** Short name of the session, as in the record. */
  readonly session: string;
  /** The app's number. */
  readonly sdkAppId: number;
  /** Room. */
  readonly room: string | number;
  /** User id. */
  readonly userId: string;
  /** 1 call, 2 live. */
  readonly scene: WireScene;
  /** May publish, or watches. */
  readonly role: 'anchor' | 'audience';
  /** What it publishes; empty if nothing. */
  readonly streams: readonly StreamView[];
  /** What it subscribes to, by user id. */
  readonly subscriptions: readonly { readonly userId: string; readonly wanted: SourceFlags }[];
  /** There is a socket. */
  readonly connected: boolean;
  /** Media can flow. */
  readonly mediaConnected: boolean;
}

/** Everything that the service holds, in numbers; all but `records` are 0 when nobody is there. */
export interface EmulatorUsage {
  /** Sockets. */
  readonly sockets: number;
  /** Sessions. */
  readonly sessions: number;
  /** Rooms with somebody in them. */
  readonly rooms: number;
  /** Members who publish, participants included. */
  readonly publications: number;
  /** Subscriptions. */
  readonly subscriptions: number;
  /** Media paths. */
  readonly mediaPaths: number;
  /** Faults that are set. */
  readonly faults: number;
  /** Records that are kept. */
  readonly records: number;
}

/** What somebody is told of their uplink, in place of what was counted; see the SDK's `network-quality`. */
export interface UplinkQuality {
  /** Round trip in milliseconds. */
  readonly rtt?: number;
  /** Packets of sound that were sent. */
  readonly expectAudPkg?: number;
  /** Packets of sound that came in. */
  readonly recvAudPkg?: number;
  /** Packets of pictures that were sent. */
  readonly expectVidPkg?: number;
  /** Packets of pictures that came in. */
  readonly recvVidPkg?: number;
}

/** A running emulator: where it is, what it knows, and what can be made to happen to those who use it. */
export interface TrtcEmulator {
  /** Address of the socket: `proxy.websocketProxy` of `enterRoom`. */
  readonly url: string;
  /** Sink for telemetry: `proxy.loggerProxy` of `enterRoom`. It answers and keeps nothing. */
  readonly loggerUrl: string;
  /** Origin of the control interface; `undefined` if there is none. */
  readonly controlUrl: string | undefined;
  /** Bearer token of the control interface. Whoever has it can do everything this object can. */
  readonly controlToken: string;
  /** The applications that it knows. */
  readonly apps: readonly TrtcApp[];
  /** Every number that the emulator refuses with on its own account. */
  readonly codes: Readonly<Record<ServiceCodeName, ServiceCode>>;

  /** Makes what `enterRoom` takes. Throws `not-found` for an app that is not configured. */
  credential(request: CredentialRequest): TrtcEnterParameters;

  /** Every session, in the order in which they joined. */
  sessions(): readonly SessionView[];
  /** What it holds, in numbers. */
  usage(): EmulatorUsage;
  /** How often each thing was logged, such as `refused` or `request failed`; it says nothing of who. */
  counts(): Readonly<Record<string, number>>;
  /** What happened after the entry with this sequence number, oldest first. Secrets are redacted. */
  records(since?: number): readonly EmulatorRecord[];
  /** Resolves with the first record that the test accepts. Rejects `not-found` after `timeoutMs` (default 5000). */
  waitFor(
    test: (entry: EmulatorRecord) => boolean,
    options?: { since?: number; timeoutMs?: number },
  ): Promise<EmulatorRecord>;

  /**
   * Adds somebody to a room who is not a client. An earlier user of the same id is put out, as ever. Throws
   * `invalid-argument` for a user id that the service would not let in, and `invalid-state` for a room that is closed.
   */
  addParticipant(identity: ParticipantIdentity): EmulatedParticipant;
  /** The participants that are in a room. */
  participants(): readonly EmulatedParticipant[];

  /** Sets a fault. Throws `invalid-argument` for one that makes no sense. */
  fault(fault: Fault): FaultHandle;
  /** The faults that are set. */
  faults(): readonly FaultHandle[];
  /** Ends every fault, every impairment, every silence and every quality that was set. */
  clearFaults(): void;

  /** Throws somebody out by the server's interface; they may come back. Throws `not-found`. */
  kick(user: UserAddress): void;
  /** Throws somebody out, if they are there, and refuses entry until {@link TrtcEmulator.unban}. */
  ban(user: UserAddress): void;
  /** Lets somebody in again. */
  unban(user: UserAddress): void;
  /** Ends a room: throws everybody out. With `closed` it refuses entry until {@link TrtcEmulator.openRoom}. */
  disband(room: RoomAddress, options?: { closed?: boolean }): void;
  /** Lets people into a closed room again. */
  openRoom(room: RoomAddress): void;
  /** Mutes somebody for everyone: nothing of it is forwarded, and the lists say that it is muted. Throws `not-found`. */
  muteByServer(user: UserAddress, muted: Partial<Record<SourceKind, boolean>>): void;
  /** Tells somebody how their uplink is, in place of what was counted; `undefined` ends it. Throws `not-found`. */
  setQuality(user: UserAddress, quality: UplinkQuality | undefined): void;

  /** Cuts somebody's socket; the person stays for `timings.absenceMs`, unless `forget`. Throws `not-found`. */
  cutSocket(user: UserAddress, options?: { forget?: boolean }): void;
  /** Plays dead towards somebody whose socket stays open. Returns the undo. Throws `not-found`. */
  silence(user: UserAddress): () => void;
  /** Ends somebody's media path; the client can have a new one once it has noticed. Throws `not-found`. */
  killMedia(user: UserAddress): void;
  /** Loses or delays somebody's media, both ways, until the undo is called. Throws `not-found`. */
  impairMedia(user: UserAddress, impairment: Impairment): () => void;

  /** Goes away as a crashed service does: port closed, sockets broken. Sessions are kept, unless `forget`. */
  suspend(options?: { forget?: boolean }): Promise<void>;
  /** Comes back on the same port. */
  resume(): Promise<void>;

  /** Ends everything. Idempotent. Nothing is left open when it resolves. */
  stop(): Promise<void>;
  /** The same as {@link TrtcEmulator.stop}. */
  [Symbol.asyncDispose](): Promise<void>;
}

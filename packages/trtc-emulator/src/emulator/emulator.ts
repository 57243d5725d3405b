import { ControlPort, HttpListener, type EmulatorRecord, type Impairment } from '@jackfield/emulator-kit';

import { controlActions } from '../control/actions.ts';
import { makeCredential } from '../credentials/credential.ts';
import type { Fault, FaultHandle } from '../faults/fault-words.ts';
import { telemetrySink } from '../http/telemetry-sink.ts';
import { createParticipant, type Participant } from '../participant/participant.ts';
import type { EmulatedParticipant, ParticipantIdentity } from '../participant/participant-types.ts';
import type { TrtcApp } from '../settings/options.ts';
import { Beat } from '../signalling/beat.ts';
import { endSession } from '../signalling/membership.ts';
import { exitReasons } from '../signalling/room.ts';
import { SocketServer } from '../signalling/socket-server.ts';
import { serviceCodes } from '../wire/codes.ts';
import type { SourceKind } from '../wire/source-kinds.ts';
import { findMember, findSession, keyOf } from './addresses.ts';
import type * as types from './emulator-types.ts';
import type { Service } from './service.ts';
import { viewSession, viewUsage } from './views.ts';

/** The running emulator behind {@link TrtcEmulator}. */
export class Emulator implements types.TrtcEmulator {
  readonly #service: Service;
  readonly #sockets: SocketServer;
  readonly #listener: HttpListener;
  readonly #control: ControlPort<types.TrtcEmulator> | undefined;
  readonly #beat: Beat;
  readonly #participants = new Set<Participant>();
  #stopping: Promise<void> | undefined;

  constructor(service: Service) {
    this.#service = service;
    this.#sockets = new SocketServer(service);
    this.#beat = new Beat(service);
    const { host, port, controlPort, controlToken } = service.settings;
    this.#listener = new HttpListener({
      address: host,
      port,
      handle: telemetrySink,
      upgrade: (request, socket, head) => {
        this.#sockets.upgrade(request, socket, head);
      },
      onFailure: (error) => {
        service.log.caught(error);
      },
    });
    this.#control =
      controlPort === false
        ? undefined
        : new ControlPort<types.TrtcEmulator>({
            emulator: this,
            actions: controlActions,
            address: host,
            port: controlPort,
            token: controlToken,
            log: service.log,
          });
  }

  /** Opens every port. */
  async open(): Promise<void> {
    await this.#listener.open();
    await this.#control?.open();
    this.#beat.start();
    this.#service.log.write('info', 'ready', { url: this.url, control: this.controlUrl });
  }

  get url(): string {
    const { publicUrl, host } = this.#service.settings;
    return publicUrl ?? `ws://${host}:${this.#listener.port}`;
  }

  get loggerUrl(): string {
    return this.url.replace(/^ws/u, 'http');
  }

  get controlUrl(): string | undefined {
    return this.#control === undefined
      ? undefined
      : `http://${this.#service.settings.host}:${this.#control.port}`;
  }

  get controlToken(): string {
    return this.#service.settings.controlToken;
  }

  get apps(): readonly TrtcApp[] {
    return this.#service.settings.apps;
  }

  get codes(): types.TrtcEmulator['codes'] {
    return serviceCodes;
  }

  credential(request: types.CredentialRequest): types.TrtcEnterParameters {
    return makeCredential(this.#service.settings, { request, url: this.url, loggerUrl: this.loggerUrl });
  }

  sessions(): readonly types.SessionView[] {
    return this.#service.sessions.all().map((session) => viewSession(this.#service, session));
  }

  usage(): types.EmulatorUsage {
    return viewUsage(this.#service, this.#sockets.connections.length);
  }

  counts(): Readonly<Record<string, number>> {
    return this.#service.log.counts();
  }

  records(since = 0): readonly EmulatorRecord[] {
    return this.#service.recorder.since(since);
  }

  waitFor(
    test: (entry: EmulatorRecord) => boolean,
    options?: { since?: number; timeoutMs?: number },
  ): Promise<EmulatorRecord> {
    return this.#service.recorder.waitFor(test, options);
  }

  addParticipant(identity: ParticipantIdentity): EmulatedParticipant {
    const { userId, scene = 1 } = identity;
    const participant = createParticipant(
      this.#service,
      { key: keyOf(this.#service, identity), userId, scene },
      (gone) => this.#participants.delete(gone),
    );
    this.#participants.add(participant);
    return participant;
  }

  participants(): readonly EmulatedParticipant[] {
    return [...this.#participants];
  }

  fault(fault: Fault): FaultHandle {
    return this.#service.faults.add(fault);
  }

  faults(): readonly FaultHandle[] {
    return this.#service.faults.list();
  }

  clearFaults(): void {
    this.#service.faults.clear();
    this.#service.impairments.clear();
    this.#service.quality.clear();
    for (const connection of this.#sockets.connections) connection.silent = false;
  }

  kick(user: types.UserAddress): void {
    const member = findMember(this.#service, user);
    this.#note('kick', user);
    member.putOut('banned');
  }

  ban(user: types.UserAddress): void {
    const key = keyOf(this.#service, user);
    this.#note('ban', user);
    this.#service.rooms.ban(key, user.userId);
    this.#service.rooms.get(key)?.member(user.userId)?.putOut('banned');
  }

  unban(user: types.UserAddress): void {
    this.#service.rooms.unban(keyOf(this.#service, user), user.userId);
  }

  disband(address: types.RoomAddress, { closed = false }: { closed?: boolean } = {}): void {
    const key = keyOf(this.#service, address);
    this.#note('disband', address, { closed });
    if (closed) this.#service.rooms.close(key);
    for (const member of this.#service.rooms.get(key)?.members ?? []) member.putOut('room_disband');
  }

  openRoom(address: types.RoomAddress): void {
    this.#service.rooms.open(keyOf(this.#service, address));
  }

  muteByServer(user: types.UserAddress, muted: Partial<Record<SourceKind, boolean>>): void {
    const session = findSession(this.#service, user);
    this.#note('mute-by-server', user, muted);
    session.mutedByServer = { ...session.mutedByServer, ...muted };
    this.#service.rooms.get(session.key)?.tellPublishers();
  }

  setQuality(user: types.UserAddress, quality: types.UplinkQuality | undefined): void {
    const { alias } = findSession(this.#service, user);
    if (quality === undefined) this.#service.quality.delete(alias);
    else this.#service.quality.set(alias, { ...quality });
  }

  cutSocket(user: types.UserAddress, { forget = false }: { forget?: boolean } = {}): void {
    const session = findSession(this.#service, user);
    const { connection } = session;
    this.#note('cut-socket', user, { forget });
    if (forget) endSession(this.#service, session, exitReasons.lost);
    connection?.cut();
  }

  silence(user: types.UserAddress): () => void {
    const { connection } = findSession(this.#service, user);
    this.#note('silence', user);
    if (connection !== undefined) connection.silent = true;
    return () => {
      if (connection !== undefined) connection.silent = false;
    };
  }

  killMedia(user: types.UserAddress): void {
    const session = findSession(this.#service, user);
    this.#note('kill-media', user);
    void session.transport?.close();
    session.transport = undefined;
  }

  impairMedia(user: types.UserAddress, impairment: Impairment): () => void {
    const { alias } = findSession(this.#service, user);
    this.#note('impair-media', user, impairment);
    this.#service.impairments.impair(alias, impairment);
    return () => {
      this.#service.impairments.impair(alias, undefined);
    };
  }

  async suspend({ forget = false }: { forget?: boolean } = {}): Promise<void> {
    this.#service.recorder.add('control', 'suspend', undefined, { forget });
    this.#beat.stop();
    if (forget) this.#forgetEveryone();
    this.#sockets.cutAll();
    await this.#listener.close();
  }

  async resume(): Promise<void> {
    this.#service.recorder.add('control', 'resume', undefined, {});
    await this.#listener.open();
    this.#beat.start();
  }

  stop(): Promise<void> {
    this.#stopping ??= this.#stop();
    return this.#stopping;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
  }

  async #stop(): Promise<void> {
    this.#beat.stop();
    this.#forgetEveryone();
    this.#service.close();
    this.#sockets.cutAll();
    await Promise.all([this.#listener.close(), this.#control?.close()]);
    this.#service.log.write('info', 'stopped');
  }

  #forgetEveryone(): void {
    for (const participant of this.#participants) participant.dispose();
    for (const session of this.#service.sessions.all()) endSession(this.#service, session, exitReasons.lost);
  }

  #note(name: string, { room, ...rest }: types.RoomAddress & { userId?: string }, detail: object = {}): void {
    this.#service.recorder.add('control', name, { ...rest, room: String(room) }, detail);
  }
}

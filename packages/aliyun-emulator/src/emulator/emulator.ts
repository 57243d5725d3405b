import type { IncomingMessage, ServerResponse } from 'node:http';

import {
  asObject,
  ControlPort,
  type EmulatorRecord,
  HttpListener,
  type Impairment,
  plainCopy,
  type RoomAddress,
  type UserAddress,
} from '@jackfield/emulator-kit';

import { controlActions } from '../control/actions.ts';
import { makeCredential } from '../credentials/credential.ts';
import type * as types from './emulator-types.ts';
import { serviceCodes } from '../wire/error-codes.ts';
import type { Fault, FaultHandle } from '../faults/fault-types.ts';
import { dispatch } from '../http/dispatch.ts';
import { appIdOf, closeRoom, findMember, findSession, kick } from './moderation.ts';
import type { AliyunApp } from '../settings/options.ts';
import { createParticipant, type Participant } from '../participant/participant.ts';
import type { EmulatedParticipant, ParticipantIdentity } from '../participant/participant-types.ts';
import type { Service } from './service.ts';
import { endSession, forgetSession } from '../signalling/membership.ts';
import { Sweeper } from '../signalling/sweeper.ts';
import { viewSession, viewUsage } from './views.ts';

/** The running emulator behind {@link AliyunEmulator}. */
export class Emulator implements types.AliyunEmulator {
  readonly #service: Service;
  readonly #listener: HttpListener | undefined;
  readonly #control: ControlPort<types.AliyunEmulator> | undefined;
  readonly #sweeper: Sweeper;
  readonly #impaired = new Set<string>();
  readonly #participants = new Set<Participant>();
  #turnWanted = true;
  #stopping: Promise<void> | undefined;

  constructor(service: Service) {
    this.#service = service;
    this.#sweeper = new Sweeper(service);
    const { host, port, controlPort, controlToken } = service.settings;
    this.#listener =
      port === false
        ? undefined
        : new HttpListener({
            address: host,
            port,
            handle: (request, response) => dispatch(service, request, response),
            onFailure: (error) => {
              service.log.caught(error);
            },
          });
    this.#control =
      controlPort === false
        ? undefined
        : new ControlPort<types.AliyunEmulator>({
            emulator: this,
            actions: controlActions,
            address: host,
            port: controlPort,
            token: controlToken,
            log: service.log,
          });
    service.originFor = (alias): string => this.#originFor(alias);
  }

  /** Opens every port. */
  async open(): Promise<void> {
    await this.#service.media.turn.open();
    await this.#listener?.open();
    await this.#control?.open();
    this.#sweeper.start();
    this.#service.log.write('info', 'ready', { url: this.url, turn: this.turnUrl, control: this.controlUrl });
  }

  get url(): string {
    const { publicUrl, host } = this.#service.settings;
    return publicUrl ?? `http://${nameOf(host)}:${this.#listener?.port ?? 0}`;
  }

  get turnUrl(): string {
    const { publicTurn, host } = this.#service.settings;
    return `turn:${publicTurn ?? `${host}:${this.#service.media.turn.port}`}`;
  }

  get controlUrl(): string | undefined {
    return this.#control === undefined
      ? undefined
      : `http://${this.#service.settings.host}:${this.#control.port}`;
  }

  get controlToken(): string {
    return this.#service.settings.controlToken;
  }

  get apps(): readonly AliyunApp[] {
    return this.#service.settings.apps;
  }

  get codes(): types.AliyunEmulator['codes'] {
    return serviceCodes;
  }

  credential(request: types.CredentialRequest): types.AliyunAuthInfo {
    return makeCredential(this.#service.settings, this.url, request);
  }

  sessions(): readonly types.SessionView[] {
    return this.#service.sessions.all().map((session) => viewSession(this.#service, session));
  }

  usage(): types.EmulatorUsage {
    return viewUsage(this.#service);
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
    const participant = createParticipant(this.#service, identity, (gone) => this.#participants.delete(gone));
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
    for (const alias of this.#impaired) this.#service.media.impair(alias, undefined);
    this.#impaired.clear();
  }

  kick(user: UserAddress): void {
    kick(this.#service, user);
  }

  closeRoom(room: RoomAddress): void {
    closeRoom(this.#service, room);
  }

  openRoom(room: RoomAddress): void {
    this.#service.rooms.open(appIdOf(this.#service, room), room.room);
  }

  signalError(user: UserAddress, detail: Readonly<Record<string, unknown>>): void {
    const told = asObject(plainCopy(detail, 'detail'), 'detail');
    findMember(this.#service, user).notify('signalError', told);
  }

  impairMedia(user: UserAddress, impairment: Impairment): () => void {
    const { alias } = findSession(this.#service, user);
    this.#service.recorder.add('control', 'impair-media', { ...user, alias }, impairment);
    this.#service.media.impair(alias, impairment);
    this.#impaired.add(alias);
    return () => {
      this.#impaired.delete(alias);
      this.#service.media.impair(alias, undefined);
    };
  }

  killMedia(user: UserAddress): void {
    const { alias } = findSession(this.#service, user);
    const count = this.#service.media.turn.closeAllocations((allocation) => allocation.owner === alias);
    this.#service.recorder.add('control', 'kill-media', { ...user, alias }, { allocations: count });
  }

  async killTurn(): Promise<void> {
    this.#turnWanted = false;
    this.#service.recorder.add('control', 'kill-turn', undefined, {});
    await this.#service.media.turn.close();
  }

  async restoreTurn(): Promise<void> {
    this.#turnWanted = true;
    this.#service.recorder.add('control', 'restore-turn', undefined, {});
    await this.#service.media.turn.open();
  }

  async suspend({ forget = false }: { forget?: boolean } = {}): Promise<void> {
    this.#service.recorder.add('control', 'suspend', undefined, { forget });
    this.#sweeper.stop();
    if (forget) this.#forgetEveryone();
    await this.#listener?.close();
    await this.#service.media.turn.close();
  }

  async resume(): Promise<void> {
    this.#service.recorder.add('control', 'resume', undefined, {});
    if (this.#turnWanted) await this.#service.media.turn.open();
    await this.#listener?.open();
    this.#sweeper.start();
  }

  handle(request: IncomingMessage, response: ServerResponse): boolean {
    if (!/^\/(?:gslb|signaling)\/v1\//u.test(request.url ?? '')) return false;
    dispatch(this.#service, request, response).catch((error: unknown) => {
      response.destroy();
      this.#service.log.caught(error);
    });
    return true;
  }

  stop(): Promise<void> {
    this.#stopping ??= this.#stop();
    return this.#stopping;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
  }

  async #stop(): Promise<void> {
    this.#sweeper.stop();
    this.#service.faults.close();
    this.#forgetEveryone();
    await Promise.all([this.#listener?.close(), this.#control?.close(), this.#service.media.dispose()]);
    this.#service.log.write('info', 'stopped');
  }

  #forgetEveryone(): void {
    for (const participant of this.#participants) participant.dispose();
    for (const session of this.#service.sessions.all()) {
      endSession(this.#service, session);
      forgetSession(this.#service, session);
    }
  }

  /**
   * A host name for each session: browsers open at most six connections to one host, and each session's long poll
   * holds one, so that many engines in one browser would starve under one name.
   */
  #originFor(alias: string): string {
    const isLoopback = this.#service.settings.host.startsWith('127.');
    if (this.#service.settings.publicUrl !== undefined || !isLoopback) return this.url;
    return `http://${alias}.localhost:${this.#listener?.port ?? 0}`;
  }
}

function nameOf(host: string): string {
  return host.startsWith('127.') ? 'localhost' : host;
}

import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';

import { refuseUpgrade } from '@jackfield/emulator-kit';
import { WebSocketServer, type RawData, type WebSocket } from 'ws';

import type { Service } from '../emulator/service.ts';
import { Connection } from './connection.ts';
import { dispatch } from './dispatch.ts';
import { claimOf, refusalOf } from './join.ts';

const pathPattern = /^\/(?:v2\/ws\/?)?(?:\?|$)/u;

/** The sockets of all clients. */
export class SocketServer {
  readonly #service: Service;
  readonly #sockets: WebSocketServer;
  readonly #open = new Map<WebSocket, Connection>();

  constructor(service: Service) {
    this.#service = service;
    this.#sockets = new WebSocketServer({
      noServer: true,
      clientTracking: false,
      maxPayload: service.settings.limits.messageBytes,
      perMessageDeflate: false,
    });
  }

  get connections(): readonly Connection[] {
    return [...this.#open.values()];
  }

  /** Takes a connection over, or refuses it as HTTP does. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const address = request.url ?? '';
    if (!pathPattern.test(address) || !URL.canParse(address, 'ws://emulator')) {
      refuseUpgrade(socket, 404);
      return;
    }
    const url = new URL(address, 'ws://emulator');
    const claim = claimOf(url);
    const subject = { appId: String(claim.sdkAppId), userId: claim.userId };
    this.#service.recorder.add('request', 'open', subject, { url: address });
    const verdict = this.#service.faults.request('open', subject);
    if (verdict.kind !== 'go') {
      if (verdict.kind === 'break' && verdict.status === undefined) socket.destroy();
      else refuseUpgrade(socket, verdict.kind === 'break' ? (verdict.status ?? 503) : 403);
      return;
    }
    this.#sockets.handleUpgrade(request, socket, head, (opened) => {
      this.#welcome(opened, claim);
    });
  }

  /** Ends every socket at once. */
  cutAll(): void {
    for (const connection of this.#open.values()) connection.cut();
  }

  #welcome(socket: WebSocket, claim: ReturnType<typeof claimOf>): void {
    const service = this.#service;
    const alias = service.sessions.nextAlias();
    const connection = new Connection({ service, socket, claim: { ...claim, alias } });
    const refusal = refusalOf(service, claim);
    this.#open.set(socket, connection);
    const waiting = service.later(service.settings.timings.joinTimeoutMs, () => {
      if (connection.tinyId === '') connection.cut();
    });
    let turn = Promise.resolve();
    socket.on('message', (data: RawData, isBinary: boolean) => {
      // One after the other: a client's requests are answered in the order in which they came.
      turn = turn.then(() => this.#receive(connection, { data, isBinary, refusal }));
    });
    socket.on('error', () => {
      socket.terminate();
    });
    socket.on('close', () => {
      waiting();
      this.#open.delete(socket);
      const session = service.sessions.find(connection.tinyId);
      if (session?.connection !== connection) return;
      session.connection = undefined;
      session.absentSince = Date.now();
    });
    if (refusal === undefined) {
      const data = { clientIp: '127.0.0.1', signalInnerIp: '127.0.0.1', svrTime: service.settings.now() };
      connection.tell('channel-set-up', data, { userId: claim.userId, alias });
    }
  }

  /** The last catch of every socket: a message that cannot be dealt with costs its own socket. */
  async #receive(
    connection: Connection,
    { data, isBinary, refusal }: { data: RawData; isBinary: boolean; refusal: ReturnType<typeof refusalOf> },
  ): Promise<void> {
    try {
      if (isBinary || !Buffer.isBuffer(data)) {
        connection.close(1003);
        return;
      }
      await dispatch(this.#service, connection, { text: data.toString('utf8'), refusal });
    } catch (error) {
      this.#service.log.caught(error);
      connection.cut();
    }
  }
}

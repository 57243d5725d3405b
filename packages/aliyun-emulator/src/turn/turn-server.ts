import { randomBytes } from 'node:crypto';
import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import { once } from 'node:events';

import type { Recorder } from '../recorder.ts';
import { Allocation } from './allocation.ts';
import { channelOf, errorAttribute, lifetimeAttribute, lifetimeOf, peerOf, wantsUdp } from './requests.ts';
import { decodeStun, encodeStun, stunAttributes, stunMethods, type StunMessage } from './stun-message.ts';
import { TurnAuth, turnRealm } from './turn-auth.ts';
import { encodeXorAddress, type Endpoint } from './xor-address.ts';

const maximumAllocations = 4000;

/** What the relay needs to know of the service around it. */
export interface TurnServerOptions {
  readonly address: string;
  readonly port: number;
  readonly password: string;
  readonly recorder: Recorder;
  readonly allocationsPerOwner: number;
  /** The session that a TURN user name belongs to. */
  ownerOf(username: string): string | undefined;
  /** Whether a port is one of the forwarder's own; nothing else is relayed to. */
  isMediaPort(port: number): boolean;
  /** Passes a packet of a session on: at once, later or never. */
  carry(owner: string, allocation: Allocation, pass: () => void): void;
}

/** A TURN relay over UDP (RFC 8656) that relays between this emulator's clients and its forwarder, and nothing else. */
export class TurnServer {
  readonly #options: TurnServerOptions;
  readonly #auth: TurnAuth;
  readonly #allocations = new Map<string, Allocation>();
  readonly #sweep: NodeJS.Timeout;
  #socket: Socket | undefined;
  #port: number;

  constructor(options: TurnServerOptions) {
    this.#options = options;
    this.#port = options.port;
    this.#auth = new TurnAuth({ password: options.password, ownerOf: options.ownerOf });
    this.#sweep = setInterval(() => {
      this.#expire();
    }, 10_000);
    this.#sweep.unref();
  }

  get port(): number {
    return this.#port;
  }

  get isOpen(): boolean {
    return this.#socket !== undefined;
  }

  get allocationCount(): number {
    return this.#allocations.size;
  }

  /** Opens the socket; a second time, on the port it had before. */
  async open(): Promise<void> {
    if (this.#socket !== undefined) return;
    const socket = createSocket('udp4');
    socket.bind(this.#port, this.#options.address);
    await once(socket, 'listening');
    socket.on('message', (packet, remote) => {
      this.#receive(packet, remote);
    });
    this.#port = socket.address().port;
    this.#socket = socket;
  }

  /** Closes the socket and every allocation. */
  async close(): Promise<void> {
    const socket = this.#socket;
    this.#socket = undefined;
    this.closeAllocations(() => true);
    if (socket === undefined) return;
    const closed = once(socket, 'close');
    socket.close();
    await closed;
  }

  /** Ends it for good. */
  async dispose(): Promise<void> {
    clearInterval(this.#sweep);
    await this.close();
  }

  closeAllocations(which: (allocation: Allocation) => boolean): number {
    let count = 0;
    for (const [name, allocation] of this.#allocations) {
      if (!which(allocation)) continue;
      allocation.close();
      this.#allocations.delete(name);
      count += 1;
    }
    return count;
  }

  allocationsOf(owner: string): readonly Allocation[] {
    return [...this.#allocations.values()].filter((allocation) => allocation.owner === owner);
  }

  #receive(packet: Buffer, remote: RemoteInfo): void {
    const client = { address: remote.address, port: remote.port };
    const allocation = this.#allocations.get(nameOf(client));
    const first = packet[0] ?? 0xff;
    if (first >= 0x40 && first <= 0x4f) {
      if (allocation !== undefined) this.#fromChannel(packet, allocation);
      return;
    }
    const message = decodeStun(packet);
    if (message === undefined) return;
    if (message.class === 'indication' && message.method === stunMethods.send) {
      const peer = peerOf(message);
      const data = message.attributes.get(stunAttributes.data);
      if (allocation !== undefined && peer !== undefined && data !== undefined) this.#toPeer(allocation, data, peer);
      return;
    }
    if (message.class !== 'request') return;
    this.#answer(message, packet, client, allocation).catch((error: unknown) => {
      this.#options.recorder.add('turn', 'request-failed', undefined, { reason: String(error) });
      this.#refuse(message, client, 500, 'Server Error');
    });
  }

  async #answer(message: StunMessage, packet: Buffer, client: Endpoint, allocation: Allocation | undefined): Promise<void> {
    if (message.method === stunMethods.binding) {
      this.#reply(message, client, [[stunAttributes.xorMappedAddress, encodeXorAddress(client)]]);
      return;
    }
    const verdict = this.#auth.check(message, packet);
    if (verdict.kind === 'refused') {
      this.#refuse(message, client, verdict.code, verdict.reason, [
        [stunAttributes.realm, Buffer.from(turnRealm)],
        [stunAttributes.nonce, Buffer.from(this.#auth.nonce)],
      ]);
      return;
    }
    const { owner, key } = verdict;
    if (message.method === stunMethods.allocate) {
      await this.#allocate(message, client, { owner, key, existing: allocation });
      return;
    }
    if (allocation?.owner !== owner) {
      this.#refuse(message, client, 437, 'Allocation Mismatch');
      return;
    }
    this.#manage(message, client, allocation);
  }

  async #allocate(
    message: StunMessage,
    client: Endpoint,
    { owner, key, existing }: { owner: string; key: Buffer; existing: Allocation | undefined },
  ): Promise<void> {
    const transactionId = message.transactionId.toString('hex');
    if (existing !== undefined && existing.transactionId !== transactionId) {
      this.#refuse(message, client, 437, 'Allocation Mismatch');
      return;
    }
    if (!wantsUdp(message)) {
      this.#refuse(message, client, 442, 'Unsupported Transport Protocol');
      return;
    }
    const lifetime = lifetimeOf(message);
    if (existing === undefined) {
      if (
        this.#allocations.size >= maximumAllocations ||
        this.allocationsOf(owner).length >= this.#options.allocationsPerOwner
      ) {
        this.#refuse(message, client, 486, 'Allocation Quota Reached');
        return;
      }
      const made = new Allocation({ client, owner, key, transactionId, lifetimeMs: lifetime * 1000 });
      this.#allocations.set(nameOf(client), made);
      await made.open(this.#options.address, (data, peer) => {
        this.#toClient(made, data, peer);
      });
      if (this.#allocations.get(nameOf(client)) !== made) made.close();
    }
    const relayed = this.#allocations.get(nameOf(client))?.relayed;
    if (relayed === undefined) return;
    this.#reply(
      message,
      client,
      [
        [stunAttributes.xorRelayedAddress, encodeXorAddress(relayed)],
        [stunAttributes.xorMappedAddress, encodeXorAddress(client)],
        lifetimeAttribute(lifetime),
      ],
      key,
    );
  }

  #manage(message: StunMessage, client: Endpoint, allocation: Allocation): void {
    const { key } = allocation;
    if (message.method === stunMethods.refresh) {
      const lifetime = lifetimeOf(message);
      if (lifetime === 0) this.closeAllocations((candidate) => candidate === allocation);
      else allocation.expiresAt = Date.now() + lifetime * 1000;
      this.#reply(message, client, [lifetimeAttribute(lifetime)], key);
      return;
    }
    const peer = peerOf(message);
    if (peer === undefined) {
      this.#refuse(message, client, 400, 'Bad Request', [], key);
      return;
    }
    if (peer.address !== this.#options.address) {
      this.#options.recorder.add('turn', 'peer-refused', undefined, { peer: peer.address });
      this.#refuse(message, client, 403, 'Forbidden', [], key);
      return;
    }
    if (message.method === stunMethods.createPermission) {
      allocation.permit(peer.address);
      this.#reply(message, client, [], key);
      return;
    }
    const channel = message.method === stunMethods.channelBind ? channelOf(message) : undefined;
    if (channel === undefined || !allocation.bindChannel(channel, peer)) {
      this.#refuse(message, client, 400, 'Bad Request', [], key);
      return;
    }
    this.#reply(message, client, [], key);
  }

  #fromChannel(packet: Buffer, allocation: Allocation): void {
    if (packet.length < 4) return;
    const peer = allocation.peerOfChannel(packet.readUInt16BE(0));
    const size = packet.readUInt16BE(2);
    if (peer === undefined || 4 + size > packet.length) return;
    this.#toPeer(allocation, packet.subarray(4, 4 + size), peer);
  }

  #toPeer(allocation: Allocation, data: Buffer, peer: Endpoint): void {
    if (peer.address !== this.#options.address || !this.#options.isMediaPort(peer.port)) return;
    this.#options.carry(allocation.owner, allocation, () => {
      allocation.send(data, peer);
    });
  }

  #toClient(allocation: Allocation, data: Buffer, peer: Endpoint): void {
    this.#options.carry(allocation.owner, allocation, () => {
      const framed = allocation.asChannelData(data, peer) ?? indication(data, peer);
      this.#socket?.send(framed, allocation.client.port, allocation.client.address);
    });
  }

  #reply(message: StunMessage, to: Endpoint, attributes: readonly (readonly [number, Buffer])[], key?: Buffer): void {
    const { method, transactionId } = message;
    this.#socket?.send(encodeStun({ method, class: 'success', transactionId, attributes }, key), to.port, to.address);
  }

  #refuse(
    message: StunMessage,
    to: Endpoint,
    code: number,
    reason: string,
    extra: readonly (readonly [number, Buffer])[] = [],
    key?: Buffer,
  ): void {
    const { method, transactionId } = message;
    const attributes = [errorAttribute(code, reason), ...extra];
    this.#socket?.send(encodeStun({ method, class: 'error', transactionId, attributes }, key), to.port, to.address);
  }

  #expire(): void {
    const now = Date.now();
    this.closeAllocations((allocation) => allocation.expiresAt < now);
  }
}

function nameOf({ address, port }: Endpoint): string {
  return `${address}:${port}`;
}

function indication(data: Buffer, peer: Endpoint): Buffer {
  return encodeStun({
    method: stunMethods.data,
    class: 'indication',
    transactionId: randomBytes(12),
    attributes: [
      [stunAttributes.xorPeerAddress, encodeXorAddress(peer)],
      [stunAttributes.data, data],
    ],
  });
}

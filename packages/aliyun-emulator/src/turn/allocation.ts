import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';

import type { Endpoint } from './xor-address.ts';

const permissionMs = 300_000;
const channelMs = 600_000;
const maximumChannels = 64;
const headerOfChannelData = 4;

/** One client's relay address: a UDP socket of its own, and whom it may talk to. */
export class Allocation {
  readonly client: Endpoint;
  /** Whose it is: the emulator's session id. */
  readonly owner: string;
  readonly key: Buffer;
  readonly transactionId: string;
  expiresAt: number;
  #socket: Socket | undefined;
  #relayed: Endpoint | undefined;
  readonly #permissions = new Map<string, number>();
  readonly #channelToPeer = new Map<number, Endpoint>();
  readonly #peerToChannel = new Map<string, number>();

  constructor(options: {
    client: Endpoint;
    owner: string;
    key: Buffer;
    transactionId: string;
    lifetimeMs: number;
  }) {
    this.client = options.client;
    this.owner = options.owner;
    this.key = options.key;
    this.transactionId = options.transactionId;
    this.expiresAt = Date.now() + options.lifetimeMs;
  }

  /** Opens the relay address. `onPacket` gets what permitted peers send to it. */
  async open(address: string, onPacket: (packet: Buffer, peer: Endpoint) => void): Promise<Endpoint> {
    const socket = createSocket('udp4');
    this.#socket = socket;
    socket.on('message', (packet, peer) => {
      if (this.#isPermitted(peer.address)) onPacket(packet, { address: peer.address, port: peer.port });
    });
    socket.on('error', () => {
      this.close();
    });
    socket.bind(0, address);
    await once(socket, 'listening');
    this.#relayed = { address, port: socket.address().port };
    return this.#relayed;
  }

  get relayed(): Endpoint | undefined {
    return this.#relayed;
  }

  permit(address: string): void {
    this.#permissions.set(address, Date.now() + permissionMs);
  }

  /** Ties a channel number to a peer; `false` where either is tied otherwise, or there are too many. */
  bindChannel(channel: number, peer: Endpoint): boolean {
    const name = `${peer.address}:${peer.port}`;
    const bound = this.#channelToPeer.get(channel);
    const other = this.#peerToChannel.get(name);
    if (bound !== undefined && `${bound.address}:${bound.port}` !== name) return false;
    if (other !== undefined && other !== channel) return false;
    if (bound === undefined && this.#channelToPeer.size >= maximumChannels) return false;
    this.#channelToPeer.set(channel, peer);
    this.#peerToChannel.set(name, channel);
    this.#permissions.set(peer.address, Date.now() + channelMs);
    return true;
  }

  peerOfChannel(channel: number): Endpoint | undefined {
    return this.#channelToPeer.get(channel);
  }

  /** The packet as channel data, where the peer has a channel. */
  asChannelData(packet: Buffer, peer: Endpoint): Buffer | undefined {
    const channel = this.#peerToChannel.get(`${peer.address}:${peer.port}`);
    if (channel === undefined) return undefined;
    const framed = Buffer.allocUnsafe(headerOfChannelData + packet.length);
    framed.writeUInt16BE(channel, 0);
    framed.writeUInt16BE(packet.length, 2);
    packet.copy(framed, headerOfChannelData);
    return framed;
  }

  /** Sends to a peer that has a permission; others are ignored, as the protocol says. */
  send(packet: Buffer, peer: Endpoint): void {
    if (this.#isPermitted(peer.address)) this.#socket?.send(packet, peer.port, peer.address);
  }

  close(): void {
    const socket = this.#socket;
    this.#socket = undefined;
    socket?.removeAllListeners('message');
    socket?.close();
  }

  #isPermitted(address: string): boolean {
    const until = this.#permissions.get(address);
    return until !== undefined && until > Date.now();
  }
}

import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import { once } from 'node:events';

import { EmulatorError, type Recorder } from '@jackfield/emulator-kit';

import { Allocation } from './allocation.ts';
import { channelOf, lifetimeAttribute, lifetimeOf, peerOf, wantsUdp } from './requests.ts';
import { decodeStun, stunAttributes, stunMethods, type StunMessage } from './stun-message.ts';
import { TurnAuth, turnRealm, type TurnOwner } from './turn-auth.ts';
import { dataIndication, errorReply, successReply } from './turn-replies.ts';
import { encodeXorAddress, type Endpoint } from './xor-address.ts';

const maximumAllocations = 4000;
const socketBufferBytes = 4_194_304;

/** What the relay needs to know of the service around it. */
export interface TurnServerOptions {
  readonly address: string;
  readonly port: number;
  readonly password: string;
  readonly recorder: Recorder;
  readonly allocationsPerOwner: number;
  /** The session that a TURN user name belongs to. */
  readonly ownerOf: (username: string) => TurnOwner | undefined;
  /** Whether a port is one of the forwarder's own; nothing else is relayed to. */
  readonly isMediaPort: (port: number) => boolean;
  /** Passes a packet of a session on: at once, later or never. */
  readonly carry: (owner: string, pass: () => void) => void;
  /** Hears of a datagram that could not be dealt with; it is dropped. */
  readonly onFailure: (error: unknown) => void;
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
    try {
      await once(socket, 'listening');
    } catch (error) {
      socket.close();
      const where = `${this.#options.address}:${this.#port}`;
      throw new EmulatorError('port-in-use', `cannot listen on ${where} (UDP)`, { cause: error });
    }
    socket.on('error', this.#options.onFailure);
    socket.on('message', (packet, remote) => {
      try {
        this.#receive(packet, remote);
      } catch (error) {
        this.#options.onFailure(error);
      }
    });
    // All media of everyone comes through here; what the system cannot keep while this process waits for a core is lost.
    socket.setRecvBufferSize(socketBufferBytes);
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
      if (allocation !== undefined && peer !== undefined && data !== undefined)
        this.#toPeer(allocation, data, peer);
      return;
    }
    if (message.class !== 'request') return;
    this.#answer(message, { packet, client, allocation }).then(
      (reply) => {
        if (reply !== undefined) this.#send(reply, client);
      },
      (error: unknown) => {
        this.#options.onFailure(error);
        this.#options.recorder.add('turn', 'request-failed', undefined, { reason: String(error) });
        this.#send(errorReply(message, { code: 500, reason: 'Server Error' }), client);
      },
    );
  }

  async #answer(
    message: StunMessage,
    { packet, client, allocation }: { packet: Buffer; client: Endpoint; allocation: Allocation | undefined },
  ): Promise<Buffer | undefined> {
    if (message.method === stunMethods.binding) {
      return successReply(message, [[stunAttributes.xorMappedAddress, encodeXorAddress(client)]]);
    }
    const verdict = this.#auth.check(message, packet);
    if (verdict.kind === 'refused') {
      const extra = [
        [stunAttributes.realm, Buffer.from(turnRealm)],
        [stunAttributes.nonce, Buffer.from(this.#auth.nonce)],
      ] as const;
      return errorReply(message, { code: verdict.code, reason: verdict.reason, extra });
    }
    const { owner, key } = verdict;
    if (message.method === stunMethods.allocate) {
      return this.#allocate(message, client, { owner, key, existing: allocation });
    }
    if (allocation?.owner !== owner) return errorReply(message, { code: 437, reason: 'Allocation Mismatch' });
    if (message.method === stunMethods.refresh) return this.#refresh(message, allocation);
    return this.#grant(message, allocation);
  }

  async #allocate(
    message: StunMessage,
    client: Endpoint,
    { owner, key, existing }: { owner: string; key: Buffer; existing: Allocation | undefined },
  ): Promise<Buffer | undefined> {
    const transactionId = message.transactionId.toString('hex');
    if (existing !== undefined && existing.transactionId !== transactionId) {
      return errorReply(message, { code: 437, reason: 'Allocation Mismatch' });
    }
    if (!wantsUdp(message))
      return errorReply(message, { code: 442, reason: 'Unsupported Transport Protocol' });
    const lifetime = lifetimeOf(message);
    if (existing === undefined) {
      if (
        this.#allocations.size >= maximumAllocations ||
        this.allocationsOf(owner).length >= this.#options.allocationsPerOwner
      ) {
        return errorReply(message, { code: 486, reason: 'Allocation Quota Reached' });
      }
      const made = new Allocation({ client, owner, key, transactionId, lifetimeMs: lifetime * 1000 });
      this.#allocations.set(nameOf(client), made);
      try {
        await made.open(this.#options.address, (data, peer) => {
          this.#toClient(made, data, peer);
        });
      } catch (error) {
        this.closeAllocations((candidate) => candidate === made);
        throw error;
      }
      // The relay can have been taken away while the socket opened.
      if (this.#allocations.get(nameOf(client)) !== made) made.close();
    }
    const relayed = this.#allocations.get(nameOf(client))?.relayed;
    if (relayed === undefined) return undefined;
    return successReply(
      message,
      [
        [stunAttributes.xorRelayedAddress, encodeXorAddress(relayed)],
        [stunAttributes.xorMappedAddress, encodeXorAddress(client)],
        lifetimeAttribute(lifetime),
      ],
      key,
    );
  }

  #refresh(message: StunMessage, allocation: Allocation): Buffer {
    const lifetime = lifetimeOf(message);
    if (lifetime === 0) this.closeAllocations((candidate) => candidate === allocation);
    else allocation.expiresAt = Date.now() + lifetime * 1000;
    return successReply(message, [lifetimeAttribute(lifetime)], allocation.key);
  }

  /** Permissions and channels, towards the forwarder's address only. */
  #grant(message: StunMessage, allocation: Allocation): Buffer {
    const { key } = allocation;
    const peer = peerOf(message);
    if (peer === undefined) return errorReply(message, { code: 400, reason: 'Bad Request' }, key);
    if (peer.address !== this.#options.address) {
      this.#options.recorder.add('turn', 'peer-refused', undefined, { peer: peer.address });
      return errorReply(message, { code: 403, reason: 'Forbidden' }, key);
    }
    if (message.method === stunMethods.createPermission) {
      allocation.permit(peer.address);
      return successReply(message, [], key);
    }
    const channel = message.method === stunMethods.channelBind ? channelOf(message) : undefined;
    const bound = channel !== undefined && allocation.bindChannel(channel, peer);
    return bound
      ? successReply(message, [], key)
      : errorReply(message, { code: 400, reason: 'Bad Request' }, key);
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
    this.#options.carry(allocation.owner, () => {
      allocation.send(data, peer);
    });
  }

  #toClient(allocation: Allocation, data: Buffer, peer: Endpoint): void {
    this.#options.carry(allocation.owner, () => {
      const framed = allocation.asChannelData(data, peer) ?? dataIndication(data, peer);
      this.#send(framed, allocation.client);
    });
  }

  #send(packet: Buffer, to: Endpoint): void {
    this.#socket?.send(packet, to.port, to.address);
  }

  #expire(): void {
    const now = Date.now();
    this.closeAllocations((allocation) => allocation.expiresAt < now);
  }
}

function nameOf({ address, port }: Endpoint): string {
  return `${address}:${port}`;
}

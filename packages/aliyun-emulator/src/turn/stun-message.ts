import { createHmac } from 'node:crypto';

/** STUN and TURN methods that the relay knows (RFC 8489, RFC 8656). */
export const stunMethods: Readonly<
  Record<'binding' | 'allocate' | 'refresh' | 'send' | 'data' | 'createPermission' | 'channelBind', number>
> = Object.freeze({
  binding: 0x001,
  allocate: 0x003,
  refresh: 0x004,
  send: 0x006,
  data: 0x007,
  createPermission: 0x008,
  channelBind: 0x009,
});

/** Names of the attributes that the relay reads or writes. */
export type StunAttribute =
  | 'username'
  | 'messageIntegrity'
  | 'errorCode'
  | 'channelNumber'
  | 'lifetime'
  | 'xorPeerAddress'
  | 'data'
  | 'realm'
  | 'nonce'
  | 'xorRelayedAddress'
  | 'requestedTransport'
  | 'xorMappedAddress';

/** Their numbers. */
export const stunAttributes: Readonly<Record<StunAttribute, number>> = Object.freeze({
  username: 0x0006,
  messageIntegrity: 0x0008,
  errorCode: 0x0009,
  channelNumber: 0x000c,
  lifetime: 0x000d,
  xorPeerAddress: 0x0012,
  data: 0x0013,
  realm: 0x0014,
  nonce: 0x0015,
  xorRelayedAddress: 0x0016,
  requestedTransport: 0x0019,
  xorMappedAddress: 0x0020,
});

/** The two bits that tell a request from its answers. */
export type StunClass = 'request' | 'indication' | 'success' | 'error';

const classBits: Readonly<Record<StunClass, number>> = {
  request: 0x000,
  indication: 0x010,
  success: 0x100,
  error: 0x110,
};
const magicCookie = 0x2112a442;
const headerSize = 20;

/** A decoded message; attributes are views of the packet it came in. */
export interface StunMessage {
  readonly method: number;
  readonly class: StunClass;
  readonly transactionId: Buffer;
  readonly attributes: ReadonlyMap<number, Buffer>;
  /** Where MESSAGE-INTEGRITY begins, if there is one. */
  readonly integrityOffset: number | undefined;
}

/** Decodes a packet; `undefined` for anything that is not a well-formed STUN message. */
export function decodeStun(packet: Buffer): StunMessage | undefined {
  if (packet.length < headerSize || packet.readUInt32BE(4) !== magicCookie) return undefined;
  const type = packet.readUInt16BE(0);
  const length = packet.readUInt16BE(2);
  if ((type & 0xc000) !== 0 || length % 4 !== 0 || packet.length !== headerSize + length) return undefined;
  const attributes = new Map<number, Buffer>();
  let integrityOffset: number | undefined;
  for (let offset = headerSize; offset < packet.length;) {
    if (offset + 4 > packet.length) return undefined;
    const attribute = packet.readUInt16BE(offset);
    const size = packet.readUInt16BE(offset + 2);
    if (offset + 4 + size > packet.length) return undefined;
    // What follows the integrity check is not covered by it, so it does not count (FINGERPRINT apart, which is not needed).
    if (integrityOffset === undefined && !attributes.has(attribute)) {
      attributes.set(attribute, packet.subarray(offset + 4, offset + 4 + size));
    }
    if (attribute === stunAttributes.messageIntegrity) integrityOffset ??= offset;
    offset += 4 + Math.ceil(size / 4) * 4;
  }
  const method = (type & 0x000f) | ((type & 0x00e0) >> 1) | ((type & 0x3e00) >> 2);
  const bits = type & 0x0110;
  const found = (Object.keys(classBits) as StunClass[]).find((name) => classBits[name] === bits);
  if (found === undefined) return undefined;
  return { method, class: found, transactionId: packet.subarray(8, headerSize), attributes, integrityOffset };
}

/** Encodes a message, signed with `key` where one is given. */
export function encodeStun(
  message: {
    method: number;
    class: StunClass;
    transactionId: Buffer;
    attributes: readonly (readonly [number, Buffer])[];
  },
  key?: Buffer,
): Buffer {
  const body = Buffer.concat(message.attributes.map(([type, value]) => encodeAttribute(type, value)));
  const header = Buffer.alloc(headerSize);
  const { method } = message;
  header.writeUInt16BE(
    (method & 0xf) | ((method & 0x70) << 1) | ((method & 0xf80) << 2) | classBits[message.class],
    0,
  );
  header.writeUInt16BE(body.length + (key === undefined ? 0 : 24), 2);
  header.writeUInt32BE(magicCookie, 4);
  message.transactionId.copy(header, 8);
  const packet = Buffer.concat([header, body]);
  if (key === undefined) return packet;
  const digest = createHmac('sha1', key).update(packet).digest();
  return Buffer.concat([packet, encodeAttribute(stunAttributes.messageIntegrity, digest)]);
}

/** The digest that a received message's MESSAGE-INTEGRITY must equal under `key`. */
export function expectedIntegrity(packet: Buffer, integrityOffset: number, key: Buffer): Buffer {
  const covered = Buffer.from(packet.subarray(0, integrityOffset));
  covered.writeUInt16BE(integrityOffset - headerSize + 24, 2);
  return createHmac('sha1', key).update(covered).digest();
}

function encodeAttribute(type: number, value: Buffer): Buffer {
  const encoded = Buffer.alloc(4 + Math.ceil(value.length / 4) * 4);
  encoded.writeUInt16BE(type, 0);
  encoded.writeUInt16BE(value.length, 2);
  value.copy(encoded, 4);
  return encoded;
}

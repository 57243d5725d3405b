import { stunAttributes, type StunMessage } from './stun-message.ts';
import { decodeXorAddress, type Endpoint } from './xor-address.ts';

const defaultLifetimeSeconds = 600;
const maximumLifetimeSeconds = 3600;
const udp = 17;

/** The lifetime that a request asks for, in seconds, within bounds. */
export function lifetimeOf(message: StunMessage): number {
  const value = message.attributes.get(stunAttributes.lifetime);
  if (value?.length !== 4) return defaultLifetimeSeconds;
  const wanted = value.readUInt32BE(0);
  return wanted === 0 ? 0 : Math.min(Math.max(wanted, defaultLifetimeSeconds), maximumLifetimeSeconds);
}

export function wantsUdp(message: StunMessage): boolean {
  return message.attributes.get(stunAttributes.requestedTransport)?.[0] === udp;
}

export function peerOf(message: StunMessage): Endpoint | undefined {
  const value = message.attributes.get(stunAttributes.xorPeerAddress);
  return value === undefined ? undefined : decodeXorAddress(value);
}

/** The channel number of a request, where it is one that may be bound. */
export function channelOf(message: StunMessage): number | undefined {
  const value = message.attributes.get(stunAttributes.channelNumber);
  if (value?.length !== 4) return undefined;
  const channel = value.readUInt16BE(0);
  return channel >= 0x4000 && channel <= 0x4fff ? channel : undefined;
}

export function textOf(message: StunMessage, attribute: number): string | undefined {
  return message.attributes.get(attribute)?.toString('utf8');
}

/** An ERROR-CODE attribute. */
export function errorAttribute(code: number, reason: string): readonly [number, Buffer] {
  const head = Buffer.from([0, 0, Math.floor(code / 100), code % 100]);
  return [stunAttributes.errorCode, Buffer.concat([head, Buffer.from(reason)])];
}

export function lifetimeAttribute(seconds: number): readonly [number, Buffer] {
  const value = Buffer.alloc(4);
  value.writeUInt32BE(seconds);
  return [stunAttributes.lifetime, value];
}

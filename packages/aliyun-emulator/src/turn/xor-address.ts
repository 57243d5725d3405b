import { isIPv4 } from 'node:net';

/** An IPv4 address and a UDP port. */
export interface Endpoint {
  readonly address: string;
  readonly port: number;
}

const cookieHigh = 0x2112;
const cookie = Buffer.from([0x21, 0x12, 0xa4, 0x42]);

export function encodeXorAddress({ address, port }: Endpoint): Buffer {
  const value = Buffer.alloc(8);
  value.writeUInt8(1, 1);
  value.writeUInt16BE(port ^ cookieHigh, 2);
  address
    .split('.')
    .forEach((part, index) => value.writeUInt8(Number(part) ^ (cookie[index] ?? 0), 4 + index));
  return value;
}

/** `undefined` for anything that is not an IPv4 address. */
export function decodeXorAddress(value: Buffer): Endpoint | undefined {
  if (value.length !== 8 || value.readUInt8(1) !== 1) return undefined;
  const parts = [0, 1, 2, 3].map((index) => value.readUInt8(4 + index) ^ (cookie[index] ?? 0));
  const address = parts.join('.');
  return isIPv4(address) ? { address, port: value.readUInt16BE(2) ^ cookieHigh } : undefined;
}

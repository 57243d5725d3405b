import { type IceConnection, parseMessage, StunProtocol } from 'werift';

/** Addresses that one connection may have vouched for: a client has one for each way that it tries. */
const mostAddresses = 32;
const magicCookie = 0x2112_a442;
/** The class bits of a STUN message; none is set in a request. */
const classBits = 0x0110;

const guarded = new WeakSet<StunProtocol>();

/**
 * Lets the sockets of a connection hear whom its ICE password vouches for, and nobody else. The library takes any request for a check of
 * its peer, without its signature, and any packet for one of its session: one datagram of a stranger, such as an alert of DTLS or a
 * nomination of another address, would end or divert somebody's media (measured with 0.24.4).
 */
export function guardIce(connection: IceConnection): void {
  // Its sockets are nowhere on its public face.
  const held: unknown = Reflect.get(connection, 'protocols');
  for (const protocol of Array.isArray(held) ? (held as unknown[]) : []) {
    if (protocol instanceof StunProtocol && !guarded.has(protocol)) guardSocket(protocol, connection);
  }
}

function guardSocket(protocol: StunProtocol, connection: IceConnection): void {
  guarded.add(protocol);
  const { transport } = protocol;
  const vouchedFor = new Set<string>();
  const take = transport.onData;
  transport.onData = (packet, address) => {
    const [host, port] = address;
    const from = `${host}:${port}`;
    if (isStun(packet)) {
      // Answers belong to a request of this side, or are dropped: the library looks at that.
      if (!isRequest(packet)) {
        take(packet, address);
        return;
      }
      if (parseMessage(packet, Buffer.from(connection.localPassword, 'utf8')) === undefined) return;
      vouchedFor.delete(from);
      vouchedFor.add(from);
      for (const oldest of vouchedFor) {
        if (vouchedFor.size <= mostAddresses) break;
        vouchedFor.delete(oldest);
      }
      take(packet, address);
    } else if (vouchedFor.has(from)) take(packet, address);
  };
}

function isStun(packet: Buffer): boolean {
  return packet.length >= 20 && (packet[0] ?? 0xff) < 4 && packet.readUInt32BE(4) === magicCookie;
}

function isRequest(packet: Buffer): boolean {
  return (packet.readUInt16BE(0) & classBits) === 0;
}

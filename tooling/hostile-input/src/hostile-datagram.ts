import fc from 'fast-check';

const magicCookie = Buffer.from([0x21, 0x12, 0xa4, 0x42]);

/** A STUN message: its header fits, its type and its attributes are anything. */
const stun = fc
  .record({
    type: fc.oneof(fc.constantFrom(0x0001, 0x0003, 0x0004, 0x0008, 0x0009, 0x0016, 0x0101), fc.nat(0x3fff)),
    transaction: fc.uint8Array({ minLength: 12, maxLength: 12 }),
    attributes: fc.array(
      fc.record({
        kind: fc.oneof(
          fc.constantFrom(0x0006, 0x0008, 0x000c, 0x000d, 0x0012, 0x0013, 0x0019, 0x0020),
          fc.nat(0xffff),
        ),
        value: fc.uint8Array({ maxLength: 60 }),
        // As long as it says, or not.
        lie: fc.oneof({ weight: 9, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat(0xffff) }),
      }),
      { maxLength: 6 },
    ),
  })
  .map(({ type, transaction, attributes }) => {
    const body = Buffer.concat(
      attributes.map(({ kind, value, lie }) => {
        const attribute = Buffer.alloc(4 + Math.ceil(value.length / 4) * 4);
        attribute.writeUInt16BE(kind, 0);
        attribute.writeUInt16BE(lie === 0 ? value.length : lie, 2);
        attribute.set(value, 4);
        return attribute;
      }),
    );
    const head = Buffer.alloc(4);
    head.writeUInt16BE(type, 0);
    head.writeUInt16BE(body.length, 2);
    return Buffer.concat([head, magicCookie, transaction, body]);
  });

/** A packet whose first bytes say that it is DTLS, RTP, RTCP or channel data. */
const typed = fc
  .tuple(
    fc.constantFrom(
      [20, 254, 253],
      [21, 254, 253],
      [22, 254, 253],
      [23, 254, 253],
      [0x80, 96],
      [0x90, 111],
      [0x81, 200],
      [0x8f, 205],
      [0x40, 0],
      [0x4f, 255],
    ),
    fc.uint8Array({ maxLength: 400 }),
  )
  .map(([head, rest]) => Buffer.from([...head, ...rest]));

/** What is sent to a port of TURN or media: any bytes, and such as look like what the port takes. */
export const hostileDatagram: fc.Arbitrary<Uint8Array> = fc.oneof(
  fc.uint8Array({ maxLength: 1400 }),
  stun,
  typed,
);

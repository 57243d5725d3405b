import { RtpHeader, RtpPacket } from 'werift';
import { expect, test } from 'vitest';

import { beginsKeyFrame } from '../../src/media/key-frame.ts';
import { payloadTypeFor } from '../../src/media/payload-types.ts';
import { StreamRewriter } from '../../src/media/stream-rewriter.ts';
import { abilityOf } from '../../src/wire/ability.ts';
import { flagOf } from '../../src/wire/flags.ts';
import { noSources } from '../../src/wire/source-kinds.ts';
import { plainAbility } from '../support/plain-client.ts';

const key = Buffer.from([0x10, 0x00]);
const delta = Buffer.from([0x10, 0x01]);
const packet = (ssrc: number, sequenceNumber: number, payload: Buffer = delta): RtpPacket =>
  new RtpPacket(
    new RtpHeader({ ssrc, sequenceNumber, timestamp: sequenceNumber * 3000, payloadType: 96 }),
    payload,
  );

test('a change of the source waits for a key frame and goes on where the last one stopped', () => {
  const rewriter = new StreamRewriter(7);
  const stream = { payloadType: 100, codec: 'VP8' } as const;
  const sent = (given: RtpPacket): number | undefined =>
    rewriter.rewrite(given, stream)?.header.sequenceNumber;
  expect([65_534, 65_535, 0].map((number) => sent(packet(1, number)))).toEqual([65_534, 65_535, 0]);
  expect(sent(packet(2, 500))).toBeUndefined();
  expect(sent(packet(2, 501, key))).toBe(1);
  expect(sent(packet(2, 502))).toBe(2);
  expect(rewriter.sent(1)?.header).toMatchObject({ ssrc: 7, payloadType: 100 });
});

test.each<[boolean, string, 'VP8' | 'H264', number[]]>([
  [true, 'VP8 key frame', 'VP8', [0x10, 0x00]],
  [true, 'VP8 key frame with a long picture id', 'VP8', [0x90, 0x80, 0x81, 0x22, 0x00]],
  [false, 'VP8 delta', 'VP8', [0x10, 0x01]],
  [false, 'VP8 middle of a key frame', 'VP8', [0x00, 0x00]],
  [true, 'H264 parameter sets in one packet', 'H264', [24, 0, 5, 0x67]],
  [true, 'H264 start of a fragmented IDR', 'H264', [28, 0x85]],
  [false, 'H264 middle of a fragmented IDR', 'H264', [28, 0x05]],
  [false, 'H264 delta', 'H264', [1, 0]],
  [false, 'nothing at all', 'VP8', []],
])('%s: %s', (is, _title, codec, bytes) => {
  expect(beginsKeyFrame(codec, Buffer.from(bytes))).toBe(is);
});

test('payload numbers are those of the receiver', () => {
  const receiver = abilityOf(plainAbility);
  expect(payloadTypeFor(receiver, { codec: 'VP8', entry: undefined })).toBe(96);
  expect(payloadTypeFor(receiver, { codec: 'H264', entry: undefined })).toBe(102);
  expect(payloadTypeFor(receiver, { codec: 'opus', entry: undefined })).toBe(111);
  expect(payloadTypeFor({ ...receiver, decoders: [] }, { codec: 'VP8', entry: undefined })).toBeUndefined();
});

test('flags: what is published and what of it is muted', () => {
  const published = { ...noSources, audio: true, bigVideo: true, auxVideo: true };
  expect(flagOf(published, noSources)).toBe(13);
  expect(flagOf(published, { ...noSources, audio: true, bigVideo: true, auxVideo: true })).toBe(125);
  expect(flagOf(noSources, { ...noSources, audio: true })).toBe(0);
});

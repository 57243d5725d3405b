import { expect, test } from 'vitest';
import { byeToEnd, refusalError, signallingLostError } from '../src/errors/map-errors.ts';
import { connectionQuality, pathFrom, qualityOf } from '../src/call/map-quality.ts';
import { preferDtx } from '../src/peer/prefer-dtx.ts';
import { encodingFor } from '../src/peer/encoding-for.ts';
import { parsePeerPayload } from '../src/peer/peer-payload.ts';
import { orderCodecs } from '../src/peer/prefer-codecs.ts';
import { Outbox } from '../src/protocol/outbox.ts';
import type { ByeReason, RefusalCode } from '../src/protocol/server-frames.ts';
import { TokenBucket } from '../src/protocol/token-bucket.ts';

test.each<[RefusalCode, boolean]>([
  ['credential-invalid', false],
  ['credential-expired', false],
  ['forbidden', false],
  ['room-full', false],
  ['room-closed', false],
  ['rate-limited', true],
  ['invalid-argument', false],
  ['unsupported', false],
  ['server-error', true],
])('a refusal %s keeps its code', (code, retryable) => {
  expect(refusalError(code, 'text')).toMatchObject({
    code,
    retryable,
    message: 'text',
    adapter: 'p2p',
    vendorCode: code,
  });
});

test('a refusal of a later version is unknown', () => {
  expect(refusalError('quota' as RefusalCode, 'text')).toMatchObject({
    code: 'unknown',
    vendorCode: 'quota',
  });
});

test.each<[ByeReason, string, string]>([
  ['kicked', 'kicked', 'kicked'],
  ['replaced', 'replaced', 'replaced'],
  ['room-closed', 'room-closed', 'room-closed'],
  ['server-shutdown', 'server-shutdown', 'server-error'],
  ['credential-expired', 'credential-expired', 'credential-expired'],
  ['moved' as ByeReason, 'error', 'unknown'],
])('a goodbye %s ends the call as %s', (bye, reason, code) => {
  expect(byeToEnd(bye)).toMatchObject({ reason, error: { code } });
});

test.each([
  [1006, 'network', true],
  [0, 'network', true],
  [4410, 'network', true],
  [4429, 'rate-limited', true],
  [4400, 'signalling', true],
  [1003, 'signalling', true],
  [1009, 'signalling', true],
])('a socket closed with %d is %s', (closeCode, code, retryable) => {
  expect(signallingLostError(closeCode, 'why')).toMatchObject({ code, retryable, vendorCode: closeCode });
});

const hd = { width: 1280, height: 720 };
test.each([
  ['a microphone is never scaled', { source: 'microphone', maxBitrate: 40_000 }, { maxBitrate: 40_000 }],
  [
    'an unknown size is sent whole',
    { source: 'camera', maxBitrate: 1_000_000, captured: hd },
    { maxBitrate: 1_000_000, scaleResolutionDownBy: 1 },
  ],
  [
    'a large view gets all',
    { source: 'camera', maxBitrate: 1_000_000, captured: hd, shown: { width: 1920, height: 1080 } },
    { maxBitrate: 1_000_000, scaleResolutionDownBy: 1 },
  ],
  [
    'half the size is a half',
    { source: 'camera', maxBitrate: 1_000_000, captured: hd, shown: { width: 640, height: 360 } },
    { maxBitrate: 353_553, scaleResolutionDownBy: 2 },
  ],
  [
    'a tall view counts by what it needs most',
    { source: 'camera', maxBitrate: 1_000_000, captured: hd, shown: { width: 100, height: 720 } },
    { maxBitrate: 1_000_000, scaleResolutionDownBy: 1 },
  ],
  [
    'a stamp still gets a little',
    { source: 'camera', maxBitrate: 1_000_000, captured: hd, shown: { width: 40, height: 22 } },
    { maxBitrate: 100_000, scaleResolutionDownBy: 32 },
  ],
  [
    'a screen is never scaled',
    { source: 'screen', maxBitrate: 2_000_000, captured: hd, shown: { width: 64, height: 36 } },
    { maxBitrate: 2_000_000, scaleResolutionDownBy: 1 },
  ],
] as const)('%s', (_name, wish, encoding) => {
  expect(encodingFor(wish)).toEqual(encoding);
});

test('preferred codecs come first, the others stay in order', () => {
  const codecs = ['video/VP8', 'video/rtx', 'video/H264', 'video/VP9'].map((mimeType) => ({ mimeType }));
  const order = (preference: string[]): string[] =>
    orderCodecs(codecs, preference).map(({ mimeType }) => mimeType);
  expect(order(['vp9', 'H264'])).toEqual(['video/VP9', 'video/H264', 'video/VP8', 'video/rtx']);
  expect(order(['AV2'])).toEqual(['video/VP8', 'video/rtx', 'video/H264', 'video/VP9']);
});

const mids = { microphone: '0', camera: '1', screen: '2', 'screen-audio': '3' };
test.each([
  ['nothing', undefined],
  ['a text', 'x'],
  ['no kind', {}],
  ['an unknown kind', { kind: 'exec' }],
  ['an offer without mids', { kind: 'description', connection: 1, description: { type: 'offer', sdp: '' } }],
  ['a rollback', { kind: 'description', connection: 1, description: { type: 'rollback', sdp: '' }, mids }],
  ['a description without a number', { kind: 'description', description: { type: 'answer', sdp: '' } }],
  ['a negative number', { kind: 'reconnect', connection: -1 }],
  ['a candidate of a text', { kind: 'candidate', connection: 1, candidate: 'x' }],
  [
    'a state with an unknown source',
    { kind: 'state', state: { revision: 1, sources: [{ source: 'x', muted: true }] } },
  ],
  ['wants that are none', { kind: 'wants', wants: { revision: 1, sources: 'all' } }],
  ['a message of a number', { kind: 'message', number: 1, topic: 't', text: 1 }],
])('a peer that sends %s is not heard', (_name, value) => {
  expect(parsePeerPayload(value)).toBeUndefined();
});

test('what a peer sends is reduced to what is known', () => {
  expect(
    parsePeerPayload({
      kind: 'description',
      connection: 1,
      description: { type: 'offer', sdp: 's', x: 1 },
      mids,
      y: 2,
    }),
  ).toEqual({
    kind: 'description',
    connection: 1,
    description: { type: 'offer', sdp: 's' },
    mids,
  });
  expect(
    parsePeerPayload({
      kind: 'wants',
      wants: { revision: 1, sources: [{ source: 'camera', size: { width: 0, height: 5 } }] },
    }),
  ).toEqual({
    kind: 'wants',
    wants: { revision: 1, sources: [{ source: 'camera', size: undefined }] },
  });
  expect(parsePeerPayload({ kind: 'key-frame', all: true })).toEqual({ kind: 'key-frame' });
});

test('an outbox keeps what is not acknowledged, within its limits', () => {
  const outbox = new Outbox({ frames: 3, characters: 10 });
  for (const text of ['a', 'b', 'c', 'd']) outbox.push(text);
  expect(outbox.after(0)).toBeUndefined();
  expect(outbox.after(1)).toEqual(['b', 'c', 'd']);
  expect(outbox.after(5)).toBeUndefined();
  outbox.acknowledge(3);
  expect(outbox.after(3)).toEqual(['d']);
  outbox.acknowledge(99);
  outbox.acknowledge(0);
  expect(outbox.after(3)).toEqual(['d']);
  outbox.push('0123456789');
  expect(outbox.after(4)).toEqual(['0123456789']);
  outbox.push('01234567890');
  expect(outbox.size).toBe(0);
  expect(outbox.after(6)).toEqual([]);
});

test('a bucket gives its burst, then its rate', () => {
  const bucket = new TokenBucket({ burst: 2, perSecond: 10, now: 0 });
  expect([
    bucket.take(0),
    bucket.take(0),
    bucket.take(0),
    bucket.take(99),
    bucket.take(100),
    bucket.take(100),
  ]).toEqual([true, true, false, false, true, false]);
  expect([bucket.take(10_000), bucket.take(10_000), bucket.take(10_000)]).toEqual([true, true, false]);
});

test.each([
  ['nothing known', {}, 'unknown', 'unknown'],
  ['near', { roundTripMs: 20, lostThere: 0, lostHere: 0 }, 'excellent', 'excellent'],
  ['far', { roundTripMs: 200 }, 'good', 'good'],
  ['very far', { roundTripMs: 500 }, 'poor', 'poor'],
  ['another planet', { roundTripMs: 900 }, 'bad', 'bad'],
  ['a lossy uplink', { roundTripMs: 20, lostThere: 0.1, lostHere: 0.02 }, 'poor', 'good'],
  ['a lossy downlink', { roundTripMs: 20, lostThere: 0, lostHere: 0.3 }, 'excellent', 'bad'],
])('the quality of a path: %s', (_name, path, uplink, downlink) => {
  const unknown = { roundTripMs: undefined, lostThere: undefined, lostHere: undefined };
  expect(qualityOf({ ...unknown, ...path })).toEqual({ uplink, downlink });
});

test('a path is read from a report', () => {
  const report = [
    { type: 'candidate-pair', nominated: true, state: 'succeeded', currentRoundTripTime: 0.05 },
    { type: 'candidate-pair', nominated: false, state: 'succeeded', currentRoundTripTime: 9 },
    { type: 'remote-inbound-rtp', fractionLost: 0.1 },
    { type: 'remote-inbound-rtp', fractionLost: 0 },
    { type: 'inbound-rtp', packetsLost: 1, packetsReceived: 9 },
    { type: 'inbound-rtp', packetsLost: -1, packetsReceived: 10 },
  ];
  expect(pathFrom(report)).toEqual({ roundTripMs: 50, lostThere: 0.1, lostHere: 0.05 });
  expect(pathFrom([])).toEqual({ roundTripMs: undefined, lostThere: undefined, lostHere: undefined });
});

test('discontinuous transmission is asked of opus only, once', () => {
  const sdp =
    'a=rtpmap:111 opus/48000/2\r\na=fmtp:111 minptime=10;useinbandfec=1\r\na=rtpmap:96 VP8/90000\r\na=fmtp:96 x=1\r\n';
  const wanted = sdp.replace('useinbandfec=1', 'useinbandfec=1;usedtx=1');
  expect(preferDtx(sdp)).toBe(wanted);
  expect(preferDtx(wanted)).toBe(wanted);
});

test('the own connection is as good as the best path over it, in each direction', () => {
  expect(
    connectionQuality([
      { uplink: 'bad', downlink: 'unknown' },
      { uplink: 'good', downlink: 'poor' },
    ]),
  ).toEqual({ uplink: 'good', downlink: 'poor' });
  expect(connectionQuality([{ uplink: 'unknown', downlink: 'unknown' }])).toEqual({
    uplink: 'unknown',
    downlink: 'unknown',
  });
});

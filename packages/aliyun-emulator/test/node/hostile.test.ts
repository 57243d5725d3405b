import { connect } from 'node:net';
import { once } from 'node:events';

import { expect, test } from 'vitest';

import { serviceCodes, startAliyunEmulator, type AliyunEmulator } from '../../src/index.ts';
import { findFlaw } from '@jackfield/emulator-kit';
import { PlainClient } from '../support/plain-client.ts';

test.each<[number, string, { method?: string; path: string; body?: string; chunked?: boolean }]>([
  [404, 'a path that is not there', { path: '/etc/passwd' }],
  [404, 'a path that climbs', { path: '/signaling/v1/../../x' }],
  [405, 'another method', { method: 'GET', path: '/signaling/v1/join' }],
  [405, 'a method nobody knows', { method: 'PATCH', path: '/gslb/v1/allocate' }],
  [400, 'no parameters', { path: '/gslb/v1/allocate' }],
  [400, 'an address of nonsense', { path: '//[' }],
  [400, 'a parameter of 10,000 characters', { path: `/gslb/v1/allocate?appid=${'a'.repeat(10_000)}` }],
  [400, 'a body that is not JSON', { path: '/signaling/v1/join', body: '{' }],
  [
    413,
    'a body of 300 kB that does not say so',
    { path: '/signaling/v1/join', body: 'x'.repeat(300_000), chunked: true },
  ],
  [413, 'a body of 300 kB', { path: '/signaling/v1/join', body: 'x'.repeat(300_000) }],
])('%i for %s', async (status, _title, request) => {
  await using emulator = await startAliyunEmulator();
  const client = PlainClient.in(emulator, 'room1', 'alice');
  expect(await client.raw(request)).toMatchObject({ status });
  expect(emulator.usage().sessions).toBe(0);
});

const deep = JSON.parse('[{"a":'.repeat(2000) + '1' + '}]'.repeat(2000)) as unknown;
const offer = { type: 'offer', sdp: 'v=0' };
const stream = { mslabel: 'm', label: 'sophon_audio', type: 'audio', state: 'active', alias: 'a' };

test.each<[string, string, unknown]>([
  ['publish', 'no body', undefined],
  ['publish', 'a list for a body', []],
  ['publish', 'a deep body', deep],
  ['publish', 'a number for a description', { jsep: { type: 'offer', sdp: 7 }, streams: [] }],
  ['publish', 'an answer for an offer', { jsep: { type: 'answer', sdp: 'v=0' }, streams: [] }],
  ['publish', 'no streams', { jsep: offer }],
  ['publish', 'nine streams', { jsep: offer, streams: Array.from({ length: 9 }, () => stream) }],
  [
    'publish',
    'a stream id with a line break',
    { jsep: offer, streams: [{ ...stream, mslabel: 'a\r\na=x' }] },
  ],
  ['publish', 'a stream of the wrong kind', { jsep: offer, streams: [{ ...stream, type: 'video' }] }],
  ['publish', 'a state of its own', { jsep: offer, streams: [{ ...stream, state: 'perhaps' }] }],
  ['icecandidate', 'a candidate that is no text', { completed: false, candidate: { candidate: {} } }],
  ['status', 'a status that is no object', { status: 'on' }],
  ['subscribe', 'streams that are no list', { streams: {} }],
  ['join', 'a configuration that is no object', { configure: 'x' }],
])('400 for %s with %s', async (name, _title, body) => {
  await using emulator = await startAliyunEmulator();
  const alice = await PlainClient.joined(emulator, 'room1', 'alice');
  const reply = await alice.ask(name, { body, query: { callid: 'c1', callee: 'c2' } });
  expect(reply).toMatchObject({ status: 400 });
  expect(reply.description).toBeTruthy();
  alice.stopPolling();
});

test('400 for a request without its id, or with one that is not an id', async () => {
  await using emulator = await startAliyunEmulator();
  const alice = await PlainClient.joined(emulator, 'room1', 'alice');
  expect(await alice.raw({ path: `/signaling/v1/join?${alice.query()}` })).toMatchObject({ status: 400 });
  expect(await alice.ask('leave', { tid: '<script>' })).toMatchObject({ status: 400 });
  expect(await alice.ask('subscribe', { query: { callid: 'a b', callee: 'c' } })).toMatchObject({
    status: 400,
  });
  alice.stopPolling();
});

test('session descriptions of rubbish are refused and leave nothing open', async () => {
  await using emulator = await startAliyunEmulator();
  const alice = await PlainClient.joined(emulator, 'room1', 'alice');
  const rubbish = [
    'v=0',
    'v=0\r\nm=audio',
    'v=0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=rtpmap:111 opus/48000/2\r\n',
    `v=0\r\n${'m=video 9 UDP/TLS/RTP/SAVPF 96\r\na=rtpmap:96 VP8/90000\r\na=mid:0\r\n'.repeat(500)}`,
    `v=0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=mid:0\r\na=rtpmap:111 opus/48000/2\r\na=ice-ufrag:x\r\na=ice-pwd:y\r\na=setup:sideways\r\na=fingerprint:sha-1 00\r\n`,
  ];
  for (const sdp of rubbish) {
    const body = { jsep: { type: 'offer', sdp }, streams: [stream] };
    expect(await alice.ask('publish', { query: { callid: 'c1' }, body })).toMatchObject({
      status: 200,
      code: serviceCodes['media-refused'].code,
    });
  }
  expect(emulator.usage()).toMatchObject({ publications: 0, mediaPorts: 0 });
  alice.stopPolling();
});

test('headers of 20 kB and bytes that are not HTTP end the connection, not the service', async () => {
  await using emulator = await startAliyunEmulator();
  expect(await rawBytes(emulator, `GET / HTTP/1.1\r\nx: ${'y'.repeat(20_000)}\r\n\r\n`)).toMatch(
    /^HTTP\/1.1 431/u,
  );
  expect(await rawBytes(emulator, '\u0016\u0003\u0001 this is not HTTP\r\n\r\n')).toMatch(/^HTTP\/1.1 400/u);
  const alice = await PlainClient.joined(emulator, 'room1', 'alice');
  await alice.leave();
});

async function rawBytes(emulator: AliyunEmulator, bytes: string): Promise<string> {
  const socket = connect(Number(new URL(emulator.url).port), '127.0.0.1');
  let text = '';
  socket.on('data', (chunk: Buffer) => (text += chunk.toString('latin1')));
  socket.on('error', () => undefined);
  socket.write(bytes);
  await once(socket, 'close');
  return text;
}

test('what a client can make the service keep is bounded: sessions, candidates, messages, records', async () => {
  const limits = { sessions: 3, queuedItems: 50, records: 100 };
  await using emulator = await startAliyunEmulator({ limits });
  const alice = await PlainClient.joined(emulator, 'room1', 'alice');
  const silent = await PlainClient.joined(emulator, 'room1', 'silent');
  silent.stopPolling();
  const third = PlainClient.in(emulator, 'room2', 'third');
  expect(await third.allocate()).toMatchObject({ code: 0 });
  expect(await PlainClient.in(emulator, 'room2', 'fourth').allocate()).toMatchObject({
    code: serviceCodes['service-busy'].code,
  });

  const candidate = { candidate: 'candidate:1 1 udp 1 127.0.0.1 9 typ relay', sdpMid: '0', sdpMLineIndex: 0 };
  for (let call = 0; call < 40; call += 1) {
    await alice.ask('icecandidate', {
      query: { callid: `call-${call}` },
      body: { completed: false, candidate },
    });
  }
  // Someone who is told more than the bound and never asks for it is dropped; the others see it leave.
  const report = { event: 'statusreport', seq: 1, status: { userId: 'alice', status: '0' } };
  for (let count = 0; count < 60; count += 1) await alice.ask('status', { body: report });
  expect(await alice.waitForEvent('leave')).toMatchObject({ userid: 'silent' });
  expect(emulator.sessions().map(({ userId }) => userId)).toEqual(['alice', 'third']);
  expect(emulator.usage().records).toBeLessThanOrEqual(100);
  alice.stopPolling();
});

test('a description is refused for the first thing that is wrong with it', () => {
  const section = (mid: string): string =>
    [
      'm=audio 9 UDP/TLS/RTP/SAVPF 111',
      `a=mid:${mid}`,
      'a=ice-ufrag:abcd',
      `a=ice-pwd:${'p'.repeat(22)}`,
      `a=fingerprint:sha-256 ${Array.from({ length: 32 }, () => 'AB').join(':')}`,
      'a=setup:actpass',
    ].join('\r\n');
  const sdp = (count: number): string =>
    ['v=0', ...Array.from({ length: count }, (_, index) => section(String(index)))].join('\r\n');
  expect(findFlaw(sdp(3))).toBeUndefined();
  expect(findFlaw(sdp(9))).toContain('more than 8');
  expect(findFlaw(`${sdp(1)}\r\n${section('0')}`)).toContain('same mid');
  expect(findFlaw(sdp(1).replace('a=ice-pwd:pp', 'a=ice-pwd:p p'))).toContain('ice-pwd');
  expect(findFlaw(sdp(1).replace('sha-256', 'sha-1'))).toContain('fingerprint');
  expect(findFlaw(sdp(1).replace('actpass', 'sideways'))).toContain('setup');
  expect(findFlaw(sdp(1).replace('audio 9', 'application 9'))).toContain('media line');
});

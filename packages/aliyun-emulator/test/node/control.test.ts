import { expect, test } from 'vitest';

import { startAliyunEmulator, type AliyunEmulator } from '../../src/index.ts';
import { PlainClient } from '../support/plain-client.ts';

interface ControlReply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly result: unknown;
}

async function control(
  emulator: AliyunEmulator,
  method: 'GET' | 'POST',
  path: string,
  body?: unknown,
): Promise<ControlReply> {
  const response = await fetch(`${emulator.controlUrl ?? ''}${path}`, {
    method,
    headers: { authorization: `Bearer ${emulator.controlToken}` },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const parsed: unknown = JSON.parse(text);
  const result: unknown =
    typeof parsed === 'object' && parsed !== null && 'result' in parsed ? parsed.result : undefined;
  return { status: response.status, headers: response.headers, text, result };
}

test('nobody gets in without the token, and no page of a browser is invited', async () => {
  await using emulator = await startAliyunEmulator();
  const bare = await fetch(`${emulator.controlUrl ?? ''}/v1/sessions`);
  expect(bare.status).toBe(401);
  const wrong = await fetch(`${emulator.controlUrl ?? ''}/v1/sessions`, {
    headers: { authorization: 'Bearer x' },
  });
  expect(wrong.status).toBe(401);
  const { status, headers } = await control(emulator, 'GET', '/v1/sessions');
  expect(status).toBe(200);
  expect([...headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
});

test('what the API can do, the control interface can', async () => {
  await using emulator = await startAliyunEmulator();
  const address = { room: 'room1', userId: 'alice' };
  const made = await control(emulator, 'POST', '/v1/credentials', address);
  expect(made.result).toMatchObject({ channel: 'room1', userid: 'alice', gslb: [emulator.url] });
  const alice = await PlainClient.joined(emulator, 'room1', 'alice');

  expect((await control(emulator, 'GET', '/v1/sessions')).result).toMatchObject([
    { userId: 'alice', state: 'joined' },
  ]);
  expect((await control(emulator, 'GET', '/v1/usage')).result).toMatchObject({ sessions: 1, rooms: 1 });
  expect((await control(emulator, 'GET', '/v1/records?since=2')).text).toContain('"polling"');

  const fault = { kind: 'refuse', request: 'status', code: 77, userId: 'alice' };
  expect((await control(emulator, 'POST', '/v1/faults', fault)).result).toMatchObject({ id: 'f1', hits: 0 });
  expect(await alice.ask('status', { body: {} })).toMatchObject({ code: 77 });
  expect((await control(emulator, 'GET', '/v1/faults')).result).toMatchObject([{ id: 'f1', hits: 1 }]);
  expect((await control(emulator, 'POST', '/v1/faults/remove', { id: 'f1' })).status).toBe(200);
  expect((await control(emulator, 'POST', '/v1/faults/release', { id: 'f1' })).status).toBe(404);

  const carol = { room: 'room1', userId: 'carol' };
  await control(emulator, 'POST', '/v1/participants', { ...carol, displayName: 'Carol' });
  await control(emulator, 'POST', '/v1/participants/publish', {
    ...carol,
    microphone: { toneHz: 440 },
    camera: { colour: 'red' },
  });
  await control(emulator, 'POST', '/v1/participants/set-muted', { ...carol, microphone: true });
  await control(emulator, 'POST', '/v1/participants/set-active', {
    ...carol,
    label: 'sophon_audio',
    active: false,
  });
  expect(await alice.waitForEvent('publishers')).toMatchObject({ publishers: [{ userid: 'carol' }] });
  await control(emulator, 'POST', '/v1/participants/unpublish', carol);
  await alice.waitForEvent('unpublish');
  expect((await control(emulator, 'GET', '/v1/participants')).result).toMatchObject([
    { userId: 'carol', state: 'joined' },
  ]);
  await control(emulator, 'POST', '/v1/participants/leave', carol);
  expect(await alice.waitForEvent('leave')).toMatchObject({ userid: 'carol' });

  await control(emulator, 'POST', '/v1/signal-error', { ...address, detail: { code: 5 } });
  expect(await alice.waitForEvent('signalError')).toMatchObject({ code: 5 });
  expect((await control(emulator, 'POST', '/v1/media/impair', { ...address, loss: 0.5 })).status).toBe(200);
  expect((await control(emulator, 'POST', '/v1/media/kill', address)).status).toBe(200);
  for (const path of ['/v1/turn/kill', '/v1/turn/restore', '/v1/faults/clear', '/v1/suspend', '/v1/resume']) {
    expect((await control(emulator, 'POST', path, {})).status).toBe(200);
  }
  await control(emulator, 'POST', '/v1/kick', address);
  expect(await alice.waitForEvent('bye')).toMatchObject({ code: 1 });
  await control(emulator, 'POST', '/v1/rooms/close', { room: 'room9' });
  await expect(PlainClient.joined(emulator, 'room9', 'bob')).rejects.toThrow();
  await control(emulator, 'POST', '/v1/rooms/open', { room: 'room9' });
  await (await PlainClient.joined(emulator, 'room9', 'bob')).leave();
  alice.stopPolling();
});

test.each<[number, 'GET' | 'POST', string, unknown]>([
  [404, 'GET', '/v1/nothing', undefined],
  [404, 'POST', '/v1/kick', { room: 'r', userId: 'nobody' }],
  [404, 'POST', '/v1/participants/leave', { room: 'r', userId: 'nobody' }],
  [404, 'POST', '/v1/credentials', { appId: 'x', room: 'r', userId: 'u' }],
  [400, 'POST', '/v1/kick', {}],
  [400, 'POST', '/v1/faults', { kind: 'explode' }],
  [400, 'POST', '/v1/faults', { kind: 'refuse', request: 'join' }],
  [400, 'POST', '/v1/faults', { kind: 'refuse', request: 'join', code: 0 }],
  [400, 'POST', '/v1/faults', { kind: 'event', event: 'join', action: 'eat' }],
  [400, 'POST', '/v1/faults', { kind: 'never', request: 'join', times: 'often' }],
  [400, 'POST', '/v1/participants', { room: 'a b', userId: 'u' }],
  [400, 'POST', '/v1/participants', []],
])('%i for %s %s with %j', async (status, method, path, body) => {
  await using emulator = await startAliyunEmulator();
  const reply = await control(emulator, method, path, body);
  expect(reply.status).toBe(status);
  expect(reply.text).toContain('"message"');
});

test('a deep or endless detail of a signal error is refused when it is given, and nobody is disturbed', async () => {
  await using emulator = await startAliyunEmulator();
  const alice = await PlainClient.joined(emulator, 'room1', 'alice');
  const address = { room: 'room1', userId: 'alice' };
  let deep: unknown = 1;
  for (let level = 0; level < 500; level += 1) deep = { deep };
  const refused = await control(emulator, 'POST', '/v1/signal-error', { ...address, detail: { deep } });
  expect(refused.status).toBe(400);
  expect(() => {
    emulator.signalError(address, { big: 1n });
  }).toThrow('detail cannot be written as JSON');
  emulator.signalError(address, { code: 5 });
  await emulator.waitFor(({ kind, name }) => kind === 'delivered' && name === 'signalError');
  expect((await control(emulator, 'GET', '/v1/counts')).result).toMatchObject({ 'control refused': 1 });
  await alice.leave();
});

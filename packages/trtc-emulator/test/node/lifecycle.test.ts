import { expect, test, vi } from 'vitest';

import { startTrtcEmulator, type TrtcEmulator, type TrtcEmulatorOptions } from '../../src/index.ts';
import { runCommand } from '../../src/command/run-command.ts';
import { PlainClient } from '../support/plain-client.ts';

async function expectNoOpenPorts(): Promise<void> {
  await vi.waitFor(() => {
    expect(process.getActiveResourcesInfo().filter((kind) => /^(?:TCPServer|UDP)Wrap$/iu.test(kind))).toEqual(
      [],
    );
  });
}

async function control(
  emulator: TrtcEmulator,
  path: string,
  body?: unknown,
): Promise<{ status: number; result: unknown }> {
  const response = await fetch(`${emulator.controlUrl ?? ''}${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { authorization: `Bearer ${emulator.controlToken}` },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const parsed = (await response.json()) as { result?: unknown };
  return { status: response.status, result: parsed.result };
}

test('stop closes every port and socket, and may be called twice', async () => {
  await expectNoOpenPorts();
  const emulator = await startTrtcEmulator();
  const ann = await PlainClient.joined(emulator, 'ann');
  emulator.addParticipant({ room: 'room-1', userId: 'carol' }).publish({ camera: { colour: 'red' } });
  const stopping = emulator.stop();
  expect(emulator.stop()).toBe(stopping);
  await stopping;
  await ann.closed();
  expect(emulator.usage()).toMatchObject({ sockets: 0, sessions: 0, rooms: 0, mediaPaths: 0 });
  await expectNoOpenPorts();
});

test('a port that is in use is an error that names it, and leaves nothing open', async () => {
  {
    await using one = await startTrtcEmulator();
    const port = Number(new URL(one.url).port);
    await expect(startTrtcEmulator({ port })).rejects.toMatchObject({ code: 'port-in-use' });
  }
  await expectNoOpenPorts();
});

test.each<[string, TrtcEmulatorOptions]>([
  ['host must be', { host: '::1' }],
  ['port must be', { port: 70_000 }],
  ['must begin with ws:', { publicUrl: 'http://x' }],
  ['apps must name', { apps: [] }],
  ['empty key', { apps: [{ sdkAppId: 1, secretKey: '' }] }],
  ['not a whole, positive', { apps: [{ sdkAppId: 0, secretKey: 'k' }] }],
  [
    'the same sdkAppId',
    {
      apps: [
        { sdkAppId: 1, secretKey: 'k' },
        { sdkAppId: 1, secretKey: 'l' },
      ],
    },
  ],
  ['videoCodecs', { videoCodecs: [] }],
  ['limits.sessions', { limits: { sessions: -1 } }],
  ['timings.beatMs', { timings: { beatMs: 0 } }],
])('options that cannot work are refused: %s', async (message, options) => {
  const starting = startTrtcEmulator(options);
  await expect(starting).rejects.toMatchObject({ code: 'invalid-option' });
  await expect(starting).rejects.toThrow(message);
});

test('what the API can do, the control interface can', async () => {
  await using emulator = await startTrtcEmulator();
  const address = { room: 'room-1', userId: 'ann' };
  expect((await control(emulator, '/v1/credentials', address)).result).toMatchObject({
    userId: 'ann',
    proxy: { websocketProxy: emulator.url },
  });
  const ann = await PlainClient.joined(emulator, 'ann');
  expect((await control(emulator, '/v1/sessions')).result).toMatchObject([{ userId: 'ann' }]);
  expect((await control(emulator, '/v1/usage')).result).toMatchObject({ sessions: 1, sockets: 1 });
  await control(emulator, '/v1/participants', { room: 'room-1', userId: 'carol' });
  await control(emulator, '/v1/participants/publish', {
    room: 'room-1',
    userId: 'carol',
    camera: { colour: 'red' },
  });
  await expect.poll(() => ann.flags()).toEqual({ carol: 1 });
  await control(emulator, '/v1/participants/set-muted', { room: 'room-1', userId: 'carol', camera: true });
  await expect.poll(() => ann.flags()).toEqual({ carol: 17 });
  const steps: [string, unknown][] = [
    ['/v1/mute', { ...address, audio: true }],
    ['/v1/quality', { ...address, rtt: 5 }],
    ['/v1/media/impair', { ...address, loss: 0.1 }],
    ['/v1/media/kill', address],
    ['/v1/sockets/silence', address],
    ['/v1/faults/clear', {}],
    ['/v1/faults', { kind: 'never', request: 'unpublish' }],
    ['/v1/participants/message', { room: 'room-1', userId: 'carol', cmdId: 2, text: 'hi' }],
    ['/v1/participants/leave', { room: 'room-1', userId: 'carol' }],
    ['/v1/kick', address],
    ['/v1/ban', address],
    ['/v1/unban', address],
    ['/v1/rooms/disband', { room: 'room-1', closed: true }],
    ['/v1/rooms/open', { room: 'room-1' }],
  ];
  for (const [path, body] of steps)
    expect([path, (await control(emulator, path, body)).status]).toEqual([path, 200]);
  expect((await control(emulator, '/v1/kick', address)).status).toBe(404);
  expect((await control(emulator, '/v1/mute', { room: true })).status).toBe(400);
  expect(ann.messages.map(({ cmd }) => cmd)).toEqual(expect.arrayContaining([9, 4140]));
  ann.end();
});

test('the command prints what to put where, and says what is wrong with its arguments', async () => {
  const printed: string[] = [];
  const output = { out: (text: string) => printed.push(text), error: (text: string) => printed.push(text) };
  const started = await runCommand(
    ['--port', '0', '--control-port', '0', '--app', '1400000007:secret:with:colons'],
    output,
  );
  if (typeof started === 'number') throw new Error(printed.join(''));
  for (const part of [
    '1400000007',
    'secret:with:colons',
    started.url,
    started.loggerUrl,
    started.controlToken,
  ])
    expect(printed[0]).toContain(part);
  await started.stop();
  expect(await runCommand(['--help'], output)).toBe(0);
  expect(await runCommand(['--port', 'x'], output)).toBe(1);
  expect(await runCommand(['--codec', 'AV1'], output)).toBe(1);
  expect(printed.at(-1)).toContain('--codec');
});

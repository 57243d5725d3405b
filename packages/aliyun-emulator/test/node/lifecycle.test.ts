import { createServer } from 'node:http';
import { once } from 'node:events';

import { expect, test, vi } from 'vitest';

import { startAliyunEmulator, type AliyunEmulatorOptions } from '../../src/index.ts';
import { runCommand } from '../../src/command/run-command.ts';
import { PlainClient, send } from '../support/plain-client.ts';

/** Ports that are open in this process; nothing but an emulator opens any here. */
async function expectNoOpenPorts(): Promise<void> {
  await vi.waitFor(() => {
    expect(process.getActiveResourcesInfo().filter((kind) => /^(?:TCPServer|UDP)Wrap$/iu.test(kind))).toEqual(
      [],
    );
  });
}

test('stop ends held polls, closes every socket and may be called twice', async () => {
  await expectNoOpenPorts();
  const emulator = await startAliyunEmulator();
  const alice = await PlainClient.joined(emulator, 'room1', 'alice');
  alice.stopPolling();
  const poll = new PlainClient(emulator, alice.auth, alice.session).poll().catch(() => 'broken');
  await emulator.waitFor(
    ({ kind, name, sequence }) => kind === 'request' && name === 'polling' && sequence > 6,
  );
  emulator.addParticipant({ room: 'room1', userId: 'bob' }).publish({ microphone: { toneHz: 440 } });
  const stopping = emulator.stop();
  expect(emulator.stop()).toBe(stopping);
  await stopping;
  await poll;
  expect(emulator.usage()).toMatchObject({ sessions: 0, rooms: 0, allocations: 0, faults: 0 });
  await expect(send(emulator.url, { path: '/' })).rejects.toThrow('ECONNREFUSED');
  await expectNoOpenPorts();
});

test('two emulators side by side do not know each other', async () => {
  await using one = await startAliyunEmulator();
  await using two = await startAliyunEmulator();
  expect(one.url).not.toBe(two.url);
  const stranger = new PlainClient(two, one.credential({ room: 'room1', userId: 'alice' }));
  expect((await stranger.allocate()).code).not.toBe(0);
});

test('a port that is in use is an error that names it, and leaves nothing open', async () => {
  await expectNoOpenPorts();
  {
    await using one = await startAliyunEmulator();
    const port = Number(new URL(one.url).port);
    await expect(startAliyunEmulator({ port })).rejects.toMatchObject({
      code: 'port-in-use',
      message: `cannot listen on 127.0.0.1:${port}`,
    });
    const turnPort = Number(one.turnUrl.split(':').at(-1));
    await expect(startAliyunEmulator({ turnPort })).rejects.toMatchObject({ code: 'port-in-use' });
  }
  await expectNoOpenPorts();
});

test.each<[string, AliyunEmulatorOptions]>([
  ['host must be', { host: '::1' }],
  ['one address of this machine', { host: '0.0.0.0' }],
  ['port must be', { port: 70_000 }],
  ['needs publicUrl', { port: false }],
  ['is not an address', { publicUrl: 'nowhere' }],
  ['must begin with http', { publicUrl: 'ftp://x' }],
  ['apps must name', { apps: [] }],
  ['empty key', { apps: [{ appId: 'a', appKey: '' }] }],
  ['not usable', { apps: [{ appId: 'a b', appKey: 'k' }] }],
  [
    'the same id',
    {
      apps: [
        { appId: 'a', appKey: 'k' },
        { appId: 'a', appKey: 'l' },
      ],
    },
  ],
  ['videoCodecs', { videoCodecs: [] }],
  ['limits.sessions', { limits: { sessions: -1 } }],
  ['timings.pollHoldMs', { timings: { pollHoldMs: Number.NaN } }],
])('options that cannot work are refused: %s', async (message, options) => {
  const starting = startAliyunEmulator(options);
  await expect(starting).rejects.toMatchObject({ code: 'invalid-option' });
  await expect(starting).rejects.toThrow(message);
});

test('mounted in another server it answers its own paths only, under the public address', async () => {
  await using emulator = await startAliyunEmulator({
    port: false,
    publicUrl: 'https://call.example.test/x',
    controlPort: false,
  });
  expect(emulator).toMatchObject({ url: 'https://call.example.test', controlUrl: undefined });
  const server = createServer((request, response) => {
    if (!emulator.handle(request, response)) response.writeHead(204).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const origin = `http://localhost:${typeof address === 'object' && address !== null ? address.port : 0}`;
  expect(await send(origin, { path: '/index.html' })).toMatchObject({ status: 204 });
  expect(await send(origin, { path: '/gslb/v1/allocate' })).toMatchObject({ status: 400 });
  server.close();
});

test('credentials: for an app that is not there an error, negative lives for expired ones', async () => {
  await using emulator = await startAliyunEmulator();
  expect(() => emulator.credential({ appId: 'x', room: 'r', userId: 'u' })).toThrow('there is no app "x"');
  const expired = new PlainClient(
    emulator,
    emulator.credential({ room: 'r', userId: 'u', lifetimeSeconds: -1 }),
  );
  expect(await expired.allocate()).toMatchObject({ code: emulator.codes['token-expired'].code });
});

test('the command prints what to put where, and says what is wrong with its arguments', async () => {
  const printed: string[] = [];
  const output = { out: (text: string) => printed.push(text), error: (text: string) => printed.push(text) };
  const free = ['--port', '0', '--turn-port', '0', '--control-port', '0'];
  const started = await runCommand([...free, '--app', 'shop:secret:with:colons'], output);
  if (typeof started === 'number') throw new Error(printed.join(''));
  const [text = ''] = printed;
  for (const part of ['shop', 'secret:with:colons', started.url, started.turnUrl, started.controlToken])
    expect(text).toContain(part);
  await started.stop();
  expect(await runCommand(['--help'], output)).toBe(0);
  expect(await runCommand(['--port', 'x'], output)).toBe(1);
  expect(await runCommand(['--codec', 'AV1'], output)).toBe(1);
  expect(await runCommand(['--nonsense'], output)).toBe(1);
  expect(printed.at(-1)).toContain('--nonsense');
});

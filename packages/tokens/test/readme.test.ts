import { once } from 'node:events';
import { createServer } from 'node:http';
import type { RequestListener } from 'node:http';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { getRequestListener, serve } from '@hono/node-server';
import type { ServerType } from '@hono/node-server';
import { Hono } from 'hono';
import ts from 'typescript';
import { describe, expect, test, vi, onTestFinished } from 'vitest';

import { verifyP2p } from '../src/p2p.ts';
import { fullEnvironment, leaksIn, p2pSecrets } from './fixtures.ts';
import { writeReadmeBlocks } from './readme-blocks.ts';
import type { ReadmeBlocks } from './readme-blocks.ts';
import { fieldsOf, isHandler, load, matching, parseJson, textAt } from './typed.ts';

const isListener = (value: unknown): value is RequestListener => typeof value === 'function';

const packageRoot = fileURLToPath(new URL('..', import.meta.url));
/** A slow machine type-checks for a while; nothing is measured. */
const compileTimeout = 120_000;

function blocks(): ReadmeBlocks {
  const written = writeReadmeBlocks();
  onTestFinished(() => written.remove());
  for (const [name, value] of Object.entries(fullEnvironment)) vi.stubEnv(name, value);
  onTestFinished(() => {
    vi.unstubAllEnvs();
  });
  const quiet = vi.spyOn(console, 'log').mockReturnValue();
  onTestFinished(() => quiet.mockRestore());
  return written;
}

test('every code block of the README compiles', { timeout: compileTimeout }, () => {
  const { files } = blocks();
  expect(files.length).toBeGreaterThanOrEqual(8);
  const config = ts.getParsedCommandLineOfConfigFile(
    join(packageRoot, 'tsconfig.json'),
    {
      isolatedDeclarations: false,
      declaration: false,
      noEmit: true,
      lib: ['lib.es2022.d.ts', 'lib.esnext.disposable.d.ts'],
    },
    { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => undefined },
  );
  if (config === undefined) throw new Error('tsconfig.json cannot be read.');
  const program = ts.createProgram([...files], config.options);
  const problems = ts.getPreEmitDiagnostics(program).map((problem) => {
    const name =
      problem.file === undefined ? '' : problem.file.fileName.slice(dirname(files[0] ?? '').length + 1);
    return `${name}: ${ts.flattenDiagnosticMessageText(problem.messageText, ' ')}`;
  });
  expect(problems).toEqual([]);
});

async function addressOf(server: ServerType): Promise<string> {
  onTestFinished(async () => {
    if ('closeAllConnections' in server) server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  if (!server.listening) await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return `http://127.0.0.1:${address.port}/token`;
}

/** What every mount must do; the same requests for each. */
async function expectTokens(ask: (init: RequestInit) => Promise<Response>): Promise<void> {
  const headers = { 'content-type': 'application/json', authorization: 'Bearer alice' };
  const body = JSON.stringify({ provider: 'p2p', room: 'room1', userId: 'someone-else' });
  const given = await ask({ method: 'POST', headers, body });
  expect(given.status).toBe(200);
  const token = textAt(parseJson(await given.text()), 'credential', 'token');
  const claims = await verifyP2p(token, { keys: p2pSecrets, room: 'room1' });
  expect(claims).toMatchObject({ userId: 'alice', displayName: 'Alice' });

  const stranger = await ask({ method: 'POST', headers: { 'content-type': 'application/json' }, body });
  expect([stranger.status, leaksIn(await stranger.text())]).toEqual([401, []]);
  const elsewhere = await ask({ method: 'POST', headers, body: body.replace('room1', 'private') });
  expect(elsewhere.status).toBe(403);
  const large = await ask({ method: 'POST', headers, body: JSON.stringify({ room: 'x'.repeat(5000) }) });
  expect(large.status).toBe(413);
  const preflight = await ask({ method: 'OPTIONS' });
  expect(preflight.status).toBe(204);
}

describe('mounts', () => {
  test('Hono', async () => {
    const { app } = await load(blocks().path('hono.ts'));
    if (!(app instanceof Hono)) throw new Error('The block exports no app.');
    const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' });
    const address = await addressOf(server);
    await expectTokens((init) => fetch(address, init));
  });

  test('Express', async () => {
    const { app } = await load(blocks().path('express.ts'));
    if (!isListener(app)) throw new Error('The block exports no app.');
    const address = await addressOf(createServer(app).listen(0, '127.0.0.1'));
    await expectTokens((init) => fetch(address, init));
  });

  test('Next', async () => {
    const { POST, OPTIONS } = await load(blocks().path('app/token/route.ts'));
    if (!isHandler(POST) || !isHandler(OPTIONS)) throw new Error('The block exports no handlers.');
    await expectTokens((init) => {
      const request = new Request('https://calls.example/token', init);
      return init.method === 'OPTIONS' ? OPTIONS(request) : POST(request);
    });
  });

  test('worker', async () => {
    const worker = fieldsOf((await load(blocks().path('worker.ts')))['default']);
    const handler = worker['fetch'];
    if (!isHandler(handler)) throw new Error('The block exports no worker.');
    await expectTokens((init) => handler(new Request('https://calls.example/token', init)));
  });

  test('plain node:http, also when a client stops in the middle of its body', async () => {
    const { tokens } = await load(blocks().path('tokens.ts'));
    if (!isHandler(tokens)) throw new Error('The block exports no handler.');
    const answer = getRequestListener((request, { incoming }) =>
      tokens(request, { clientAddress: incoming.socket.remoteAddress }),
    );
    const address = await addressOf(
      createServer((request, response) => void answer(request, response)).listen(0, '127.0.0.1'),
    );
    await expectTokens((init) => fetch(address, init));

    const controller = new AbortController();
    const broken = new ReadableStream<Uint8Array>({
      pull(stream) {
        stream.enqueue(Buffer.from('{"provider"'));
        controller.abort();
      },
    });
    const init = { method: 'POST', body: broken, duplex: 'half', signal: controller.signal } as const;
    await expect(
      fetch(address, { ...init, headers: { 'content-type': 'application/json' } }),
    ).rejects.toThrow();
    await expectTokens((again) => fetch(address, again));
  });
});

test('the blocks that print say what the README says', async () => {
  const written = blocks();
  const lines: unknown[][] = [];
  vi.spyOn(console, 'log').mockImplementation((...line: unknown[]) => void lines.push(line));
  await load(written.path('explain.ts'));
  expect(lines).toEqual([
    [false],
    [matching(/^timestamp is in milliseconds \(\d{13}\); .* round down\. \(and 2 more\)$/)],
    ['milliseconds', 'timestamp'],
  ]);
  const { admit } = await load(written.path('signalling.ts'));
  if (typeof admit !== 'function') throw new Error('The block exports no function.');
  const answer: unknown = await Reflect.apply(admit, undefined, ['x.y.z', 'room1']);
  expect(answer).toBe('refused: credential-invalid');
});

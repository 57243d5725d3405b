import { once } from 'node:events';
import { createServer } from 'node:http';
import type { RequestListener, Server } from 'node:http';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { getRequestListener, serve } from '@hono/node-server';
import type { Hono } from 'hono';
import ts from 'typescript';
import { describe, expect, test, vi, onTestFinished } from 'vitest';

import type { TokenHandler } from '../src/index.ts';
import { verifyP2p } from '../src/p2p.ts';
import { fullEnvironment, leaksIn, p2pSecrets } from './fixtures.ts';
import { writeReadmeBlocks } from './readme-blocks.ts';
import type { ReadmeBlocks } from './readme-blocks.ts';

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

async function addressOf(server: Server): Promise<string> {
  onTestFinished(async () => {
    server.closeAllConnections();
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
  const answer: { credential: { token: string } } = JSON.parse(await given.text());
  const claims = await verifyP2p(answer.credential.token, { keys: p2pSecrets, room: 'room1' });
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
    const { app }: { app: Hono } = await import(/* @vite-ignore */ blocks().path('hono.ts'));
    const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' });
    const address = await addressOf(server as Server);
    await expectTokens((init) => fetch(address, init));
  });

  test('Express', async () => {
    const { app }: { app: RequestListener } = await import(/* @vite-ignore */ blocks().path('express.ts'));
    const address = await addressOf(createServer(app).listen(0, '127.0.0.1'));
    await expectTokens((init) => fetch(address, init));
  });

  test('Next', async () => {
    const route: { POST: TokenHandler; OPTIONS: TokenHandler } = await import(
      /* @vite-ignore */ blocks().path('app/token/route.ts')
    );
    await expectTokens((init) => {
      const request = new Request('https://calls.example/token', init);
      return init.method === 'OPTIONS' ? route.OPTIONS(request) : route.POST(request);
    });
  });

  test('worker', async () => {
    const worker: { default: { fetch: TokenHandler } } = await import(
      /* @vite-ignore */ blocks().path('worker.ts')
    );
    await expectTokens((init) => worker.default.fetch(new Request('https://calls.example/token', init)));
  });

  test('plain node:http, also when a client stops in the middle of its body', async () => {
    const { tokens }: { tokens: TokenHandler } = await import(/* @vite-ignore */ blocks().path('tokens.ts'));
    const listener = getRequestListener((request, { incoming }) =>
      tokens(request, { clientAddress: incoming.socket.remoteAddress }),
    );
    const address = await addressOf(createServer(listener).listen(0, '127.0.0.1'));
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
  await import(/* @vite-ignore */ written.path('explain.ts'));
  expect(lines).toEqual([
    [false],
    [expect.stringMatching(/^timestamp is in milliseconds \(\d{13}\); .* round down\. \(and 2 more\)$/)],
    ['milliseconds', 'timestamp'],
  ]);
  const { admit }: { admit: (token: string, room: string) => Promise<string> } = await import(
    /* @vite-ignore */ written.path('signalling.ts')
  );
  expect(await admit('x.y.z', 'room1')).toBe('refused: credential-invalid');
});

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { publishedPackages, testedVersions } from '../src/packages.ts';
import { serveFolder } from '../src/page-server.ts';
import { createProject, type Project } from '../src/project.ts';
import { readmeBlocks } from '../src/readme-blocks.ts';
import { readmeSamples } from '../src/readme-samples.ts';
import { openBrowser, watchPage } from '../src/run-in-page.ts';
import { startServer } from '../src/start-server.ts';

const waiting = { timeout: 30_000 };
const page =
  '<!doctype html><meta charset="utf-8"><title>A sample</title><body><script type="module" src="index.js"></script>';

/** A project with packed packages, and libraries beside them. */
async function projectWith(packages: readonly string[], libraries: readonly string[]): Promise<Project> {
  return createProject({
    dependencies: {
      ...Object.fromEntries(packages.map((name) => [name, 'packed'])),
      ...testedVersions([...libraries, 'esbuild']),
    },
  });
}

/** Bundles a file for a page, and serves it alone. Gives its address. */
async function bundled(project: Project, file: string): Promise<string> {
  const folder = file.replace(/\.\w+$/u, '');
  await project.run(
    'node_modules/.bin/esbuild',
    file,
    '--bundle',
    '--format=esm',
    '--splitting',
    '--conditions=svelte',
    '--jsx=automatic',
    '--define:process.env.NODE_ENV="production"',
    '--external:aliyun-webrtc-sdk',
    '--entry-names=index',
    `--outdir=${folder}`,
  );
  await project.write(`${folder}/index.html`, page);
  return serveFolder(join(project.directory, folder));
}

/** Takes the types out of a file, for Node. */
async function plain(project: Project, file: string): Promise<string> {
  const out = file.replace(/\.tsx?$/u, '.mjs');
  await project.run('node_modules/.bin/esbuild', file, '--format=esm', '--target=es2022', `--outfile=${out}`);
  return out;
}

test('the samples of every README are typed, and do what the README says, from what is packed', async () => {
  const names = publishedPackages().map(({ name }) => name);
  const project = await projectWith(names, [
    '@opentelemetry/api',
    '@types/node',
    '@types/react',
    '@types/react-dom',
    'jose',
    'livekit-client',
    'react',
    'react-dom',
    'svelte',
    'trtc-sdk-v5',
    'typescript',
    'valibot',
    'vitest',
    'ws',
  ]);
  expect(Object.keys(readmeSamples).sort()).toEqual([...names].sort());
  const typed: string[] = [];
  const wrong: string[] = [];
  const context = await openBrowser();
  for (const name of names) {
    const folder = `samples/${name.replace('@jackfield/', '')}`;
    await mkdir(join(project.directory, folder), { recursive: true });
    const blocks = readmeBlocks(project.directory, name);
    const ways = readmeSamples[name] ?? [];
    expect(ways.length, `${name} has ${String(blocks.length)} samples`).toBe(blocks.length);
    for (const [index, { code, language, isSketch }] of blocks.entries()) {
      const way = ways[index];
      if (!isSketch && language !== 'svelte') {
        // The call of React is in a file that its second sample names.
        const sample = code.includes('function Call(') ? 'Call' : `sample-${String(index + 1)}`;
        typed.push(`${folder}/${sample}.${language}`);
        await project.write(typed.at(-1) ?? '', code);
      }
      if (!way || way.run === 'elsewhere') continue;
      const file = `${folder}/${String(index + 1)}.${language}`;
      const [from, to] = way.run === 'node' ? (way.changed ?? ['', '']) : ['', ''];
      expect(code, `${name} no longer says ${from}`).toContain(from);
      const end = way.run === 'node' ? '\nprocess.exit(0);' : '';
      await project.write(
        file,
        `${way.before ?? ''}\n${from === '' ? code : code.replace(from, to)}\n${way.after ?? ''}${end}\n`,
      );
      if (way.run === 'node') {
        const { code: ended, output } = await project.try('node', [await plain(project, file)], {
          env: way.env ?? {},
        });
        if (ended !== 0 || !way.prints.test(output.trim()))
          wrong.push(`${name}, sample ${String(index + 1)} (${String(ended)}):\n${output}`);
      } else {
        const { lines, page: tab } = await watchPage(context, await bundled(project, file));
        await expect
          .poll(() => lines.join('\n'), { ...waiting, message: `${name}, sample ${String(index + 1)}` })
          .toMatch(way.prints);
        await tab.close();
      }
    }
  }
  const compilerOptions = {
    target: 'ES2022',
    module: 'ESNext',
    moduleResolution: 'Bundler',
    lib: ['ES2022', 'DOM', 'DOM.Iterable', 'ESNext.Disposable'],
    types: ['node'],
    jsx: 'react-jsx',
    strict: true,
    noEmit: true,
    // Of livekit-client's own declarations one names a module that it does not install.
    skipLibCheck: true,
    allowImportingTsExtensions: true,
  };
  await project.write('tsconfig.json', JSON.stringify({ compilerOptions, files: typed }));
  const checked = await project.try('node', ['node_modules/typescript/bin/tsc', '--pretty', 'false']);
  if (checked.code !== 0) wrong.push(checked.output);
  expect(wrong.join('\n\n')).toBe('');
});

test('the call of the README of react goes on between two tabs', async () => {
  const project = await projectWith(
    ['@jackfield/core', '@jackfield/react', '@jackfield/adapter-p2p'],
    ['react', 'react-dom'],
  );
  await mkdir(join(project.directory, 'react'));
  const [call, main] = readmeBlocks(project.directory, '@jackfield/react');
  await project.write('react/Call.tsx', call?.code ?? '');
  await project.write('react/main.tsx', main?.code ?? '');
  const address = await bundled(project, 'react/main.tsx');
  const context = await openBrowser();
  const tabs = [await watchPage(context, address), await watchPage(context, address)];
  for (const { page: tab } of tabs) {
    await tab.getByRole('button', { name: 'Camera' }).click();
    await tab.getByRole('button', { name: 'Join' }).click();
  }
  for (const { page: tab, lines } of tabs) {
    const width = (): Promise<number> =>
      tab
        .locator('li video')
        .evaluateAll((videos) =>
          Math.max(0, ...videos.map((video) => (video instanceof HTMLVideoElement ? video.videoWidth : 0))),
        );
    await expect.poll(width, waiting).toBeGreaterThan(0);
    expect(await tab.getByRole('status').textContent()).toBe('joined');
    expect(lines).toEqual([]);
  }
});

test('the component of the README of svelte shows who is there', async () => {
  const project = await projectWith(
    ['@jackfield/core', '@jackfield/svelte', '@jackfield/adapter-fake'],
    ['svelte'],
  );
  await mkdir(join(project.directory, 'svelte'));
  const [component] = readmeBlocks(project.directory, '@jackfield/svelte');
  await project.write('svelte/Call.svelte', component?.code ?? '');
  await project.write(
    'compile.mjs',
    `import { readFileSync, writeFileSync } from 'node:fs';
import { compile } from 'svelte/compiler';
const { js } = compile(readFileSync('svelte/Call.svelte', 'utf8'), { generate: 'client', filename: 'Call.svelte' });
writeFileSync('svelte/Call.js', js.code);
`,
  );
  await project.run('node', 'compile.mjs');
  await project.write(
    'svelte/main.js',
    `import { createFakeCloud, fake } from '@jackfield/adapter-fake';
import { createSession } from '@jackfield/core';
import { SessionView } from '@jackfield/svelte';
import { mount } from 'svelte';
import Call from './Call.js';
const cloud = createFakeCloud();
cloud.room('studio').addParticipant({ userId: 'zoe', displayName: 'Zoe', sources: ['camera', 'microphone'] });
const session = createSession(fake(cloud));
mount(Call, { target: document.body, props: { view: new SessionView(session) } });
await session.join({ room: 'studio', userId: 'ann' });
`,
  );
  const { page: tab, lines } = await watchPage(await openBrowser(), await bundled(project, 'svelte/main.js'));
  await expect.poll(() => tab.locator('figcaption').allTextContents(), waiting).toEqual(['Zoe ']);
  await expect
    .poll(
      () =>
        tab
          .locator('figure video')
          .evaluate((video) => video instanceof HTMLVideoElement && video.videoWidth),
      waiting,
    )
    .toBeGreaterThan(0);
  expect(lines).toEqual([]);
});

test('the README of adapter-trtc joins over the packed emulator', async () => {
  const project = await projectWith(
    ['core', 'adapter-trtc', 'trtc-emulator', 'emulator-kit', 'tokens'].map((name) => `@jackfield/${name}`),
    ['trtc-sdk-v5'],
  );
  await mkdir(join(project.directory, 'trtc'));
  const [sample] = readmeBlocks(project.directory, '@jackfield/adapter-trtc');
  await project.write('trtc/main.ts', `${sample?.code ?? ''}\nconsole.log(session.state.status);\n`);
  await bundled(project, 'trtc/main.ts');
  await project.write(
    'trtc/server.mjs',
    `import { startTrtcEmulator } from '@jackfield/trtc-emulator';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
const emulator = await startTrtcEmulator();
const server = createServer((request, response) => {
  const { pathname, searchParams } = new URL(request.url, 'http://localhost');
  if (pathname === '/api/trtc') {
    const asked = { room: searchParams.get('room'), userId: searchParams.get('userId') };
    const { strRoomId, roomId, ...rest } = emulator.credential(asked);
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ ...rest, room: strRoomId ?? roomId ?? asked.room }));
    return;
  }
  const file = pathname === '/' ? '/index.html' : pathname;
  readFile('trtc/main' + file).then(
    (body) => response.writeHead(200, { 'content-type': file.endsWith('.js') ? 'text/javascript' : 'text/html' }).end(body),
    () => response.writeHead(404).end(),
  );
});
server.listen(0, '127.0.0.1', () => console.log('http://127.0.0.1:' + server.address().port + '/'));
`,
  );
  const address = await startServer({
    program: process.execPath,
    cwd: project.directory,
    given: ['trtc/server.mjs'],
    env: {},
    ready: /http:\/\/127\.0\.0\.1:\d+\//u,
  });
  const { lines } = await watchPage(await openBrowser(), address);
  await expect.poll(() => lines, waiting).toContain('joined');
  expect(lines.filter((line) => line.startsWith('Uncaught'))).toEqual([]);
});

test('the handler of the README of tokens behind four servers', async () => {
  const project = await projectWith(['@jackfield/tokens'], ['@hono/node-server', 'express', 'hono', 'jose']);
  await mkdir(join(project.directory, 'tokens/app/token'), { recursive: true });
  for (const { code } of readmeBlocks(project.directory, '@jackfield/tokens').slice(0, 5)) {
    const [, name = ''] = /^\/\/ (\S+)\n/u.exec(code) ?? [];
    await project.write(`tokens/${name}`, code);
  }
  await project.write(
    'tokens/accounts.ts',
    `export const userOf = async () => ({ id: 'alice', name: 'Alice' });
export const mayEnter = async (user: { id: string }, room: string) => room === 'studio';
`,
  );
  await project.write(
    'tokens/main.ts',
    `import { serve } from '@hono/node-server';
import { POST } from './app/token/route.ts';
import { app as express } from './express.ts';
import { app as hono } from './hono.ts';
import worker from './worker.ts';
console.log = () => undefined;
const ask = (room: string) => ({ method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ provider: 'p2p', room, userId: 'ann' }) });
const overHttp = async (listening: any, path: string, room: string) => fetch('http://127.0.0.1:' + listening.address().port + path, ask(room));
const started = (make: (ready: () => void) => any) => new Promise<any>((resolve) => { const server: any = make(() => setImmediate(() => resolve(server))); });
const servers = { hono: await started((ready) => serve({ fetch: hono.fetch, port: 0, hostname: '127.0.0.1' }, ready)), express: await started((ready) => express.listen(0, '127.0.0.1', ready)) };
for (const room of ['studio', 'elsewhere']) {
  const answers = {
    hono: await overHttp(servers.hono, '/token', room),
    express: await overHttp(servers.express, '/token', room),
    next: await POST(new Request('https://app.example/token', { ...ask(room), headers: { ...ask(room).headers, 'x-real-ip': '203.0.113.1' } })),
    worker: await worker.fetch(new Request('https://app.example/token', { ...ask(room), headers: { ...ask(room).headers, 'cf-connecting-ip': '203.0.113.1' } })),
  };
  for (const [name, answer] of Object.entries(answers)) {
    const body: any = await answer.json();
    process.stdout.write([name, answer.status, body.credential?.token?.split('.').length ?? body.error?.code].join(' ') + '\\n');
  }
}
process.exit(0);
`,
  );
  await project.run(
    'node_modules/.bin/esbuild',
    'tokens/main.ts',
    '--bundle',
    '--packages=external',
    '--platform=node',
    '--format=esm',
    '--outfile=tokens/main.mjs',
  );
  const { output } = await project.try('node', ['tokens/main.mjs'], {
    env: { P2P_SIGNING_KEY: 'k'.repeat(32) },
  });
  expect(output.trim().split('\n')).toEqual([
    'hono 200 3',
    'express 200 3',
    'next 200 3',
    'worker 200 3',
    'hono 403 forbidden',
    'express 403 forbidden',
    'next 403 forbidden',
    'worker 403 forbidden',
  ]);
});

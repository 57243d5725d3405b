import { expect, test } from 'vitest';
import { entriesOf, publishedPackages } from '../src/packages.ts';
import { createProject } from '../src/project.ts';

/** Peers that are loaded when they are needed: an entry point is imported without them. */
const loadedLater = [
  'livekit-client',
  'aliyun-webrtc-sdk',
  'trtc-sdk-v5',
  'livekit-server-sdk',
  'agora-token',
  'jose',
];

test('every entry point is imported by Node, and a call in memory runs', async () => {
  const packages = publishedPackages();
  const peers = packages.flatMap(({ manifest }) =>
    Object.keys(manifest.peerDependencies ?? {})
      .filter((name) => !name.startsWith('@jackfield/') && !loadedLater.includes(name))
      .map((name) => [name, manifest.devDependencies?.[name] ?? ''] as const),
  );
  const project = await createProject({
    dependencies: {
      ...Object.fromEntries(peers),
      ...Object.fromEntries(packages.map(({ name }) => [name, 'packed'])),
    },
  });
  const entries = packages.flatMap(({ manifest }) => entriesOf(manifest));
  // The clauses of the contract for vitest are for its runner alone.
  const imported = entries.filter((entry) => entry !== '@jackfield/contract/vitest');
  await project.write(
    'call.js',
    `for (const entry of ${JSON.stringify(imported)}) await import(entry);
import { createFakeCloud, fake } from '@jackfield/adapter-fake';
import { createSession } from '@jackfield/core';
import { createFakeEnvironment } from '@jackfield/core/testing';
const cloud = createFakeCloud();
cloud.room('studio').addParticipant({ userId: 'zoe', sources: [] });
const session = createSession(fake(cloud), { environment: createFakeEnvironment().environment });
await session.join({ room: 'studio', userId: 'ann' });
console.log([...session.participants.values()].map(({ userId }) => userId).join());
await session.dispose();
`,
  );
  expect((await project.run('node', 'call.js')).trim()).toBe('zoe');
});

test('a browser installs no code of a server with the peer-to-peer adapter', async () => {
  const project = await createProject({
    dependencies: { '@jackfield/core': 'packed', '@jackfield/adapter-p2p': 'packed' },
  });
  const installed = await project.run('ls', 'node_modules', 'node_modules/@jackfield');
  expect(installed.split(/\s+/u).filter((name) => /^[\w-]+$/u.test(name))).toEqual(['adapter-p2p', 'core']);
});

test("a server of one vendor installs no other vendor's library, and a bundler takes what is there", async () => {
  const project = await createProject({
    dependencies: { '@jackfield/tokens': 'packed', 'livekit-server-sdk': '2.19.2', esbuild: '0.28.2' },
  });
  const installed = await project.run('ls', 'node_modules');
  expect(installed.split(/\s+/u).filter((name) => /agora|tls-sig|@tencent/u.test(name))).toEqual([]);
  await project.write(
    'server.js',
    `import { providersFromSecrets } from '@jackfield/tokens';
const { livekit, agora } = providersFromSecrets({
  livekit: { url: 'wss://rtc.example', apiKey: 'key', apiSecret: 'x'.repeat(32) },
  agora: { appId: 'a'.repeat(32), appCertificate: 'b'.repeat(32) },
});
const asked = { room: 'studio', userId: 'ann' };
const { credential } = await livekit.mint(asked, {});
const refused = await agora.mint(asked, {}).catch((error) => error);
console.log(credential.token.split('.').length, refused.message);
`,
  );
  await project.run(
    'node_modules/.bin/esbuild',
    'server.js',
    '--bundle',
    '--platform=node',
    '--format=esm',
    '--outfile=bundle.js',
    '--banner:js=import { createRequire } from "node:module"; const require = createRequire(import.meta.url);',
  );
  expect(await project.run('node', 'bundle.js')).toMatch(/^3 agora-token .*npm install agora-token/u);
});

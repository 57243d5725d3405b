import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from '../lib/paths.mjs';
import { codeLines } from '../shape/code-lines.mjs';

/** The most lines of code that a rig has beside the world of its vendor. */
const most = 100;

/**
 * The files of each rig: what runs the contract, makes the adapter and gets its credential. The world of a vendor is not among them: its
 * people, its server and its double, and the list of what they cannot bring about.
 * @type {Record<string, readonly string[]>}
 */
const rigs = {
  'adapter-fake': [
    'test-contract/contract.test.ts',
    'test-contract/fake-rig.ts',
    'test-contract/keep-report.ts',
  ],
  'adapter-p2p': [
    'test-contract/web-socket.test.ts',
    'test-contract/broadcast.test.ts',
    'test-contract/pages/p2p.ts',
  ],
  'adapter-livekit': [
    'test-contract/livekit.test.ts',
    'test-contract/encrypted.test.ts',
    'test-contract/pages/livekit.ts',
    'test-contract/pages/encryption-worker.ts',
  ],
  'adapter-janus': ['test-contract/janus.test.ts', 'test-contract/pages/janus.ts'],
  'adapter-aliyun (Node)': [
    'test-contract/contract.test.ts',
    'test-contract/double-rig.ts',
    'test-contract/keep-report.ts',
  ],
  'adapter-aliyun': [
    'test-contract-media/aliyun.test.ts',
    'test-contract-media/pages/aliyun.ts',
    'test-contract-media/pages/serve-aliyun.ts',
    'test-contract-media/pages/fetch-credential.ts',
  ],
  'adapter-trtc (Node)': [
    'test-contract/contract.test.ts',
    'test-contract/double-rig.ts',
    'test-contract/keep-report.ts',
  ],
  'adapter-trtc': [
    'test-contract-media/trtc.test.ts',
    'test-contract-media/pages/trtc.ts',
    'test-contract-media/pages/serve-trtc.ts',
    'test-contract-media/pages/fetch-credential.ts',
  ],
  'create-jackfield/templates/adapter': ['test/contract.test.ts', 'test/rigs.ts'],
};

const linesOf = Object.fromEntries(
  Object.entries(rigs).map(([name, files]) => {
    const folder = join(root, 'packages', name.split(' ')[0] ?? '');
    const lines = files.map((file) => codeLines(readFileSync(join(folder, file), 'utf8')));
    return [name, lines.reduce((sum, count) => sum + count, 0)];
  }),
);

it('no rig has more than a hundred lines of code beside the world of its vendor', () => {
  console.log(linesOf);
  expect(Object.entries(linesOf).filter(([, count]) => count > most)).toEqual([]);
});

it('every adapter has a rig here', () => {
  const adapters = readdirSync(join(root, 'packages')).filter(
    (name) => name.startsWith('adapter-') && existsSync(join(root, 'packages', name, 'package.json')),
  );
  expect(adapters.filter((name) => rigs[name] === undefined)).toEqual([]);
});

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { packageHashes } from '../lib/workspace/package-hash.mjs';

it('changes with a package, with what it depends on and with what counts for all, and with nothing else', () => {
  const base = mkdtempSync(join(tmpdir(), 'jackfield-test-'));
  onTestFinished(() => rmSync(base, { recursive: true, force: true }));
  const write = (/** @type {string} */ path, /** @type {string} */ text) => {
    mkdirSync(dirname(join(base, path)), { recursive: true });
    writeFileSync(join(base, path), text);
  };
  const manifest = (/** @type {string} */ name, dependencies = {}) => JSON.stringify({ name, dependencies });
  write('pnpm-lock.yaml', '1');
  write('packages/core/package.json', manifest('core'));
  write('packages/core/src/a.ts', 'a');
  write('packages/adapter/package.json', manifest('adapter', { core: 'workspace:*' }));
  write('apps/demo/package.json', manifest('demo', { adapter: 'workspace:*' }));
  write('packages/tokens/package.json', manifest('tokens'));
  let before = packageHashes({ base });
  const changed = () => {
    const after = packageHashes({ base });
    const paths = [...after].filter(([path, hash]) => before.get(path) !== hash).map(([path]) => path);
    before = after;
    return paths;
  };
  expect(changed()).toEqual([]);
  write('packages/core/src/a.ts', 'b');
  expect(changed()).toEqual(['packages/adapter', 'packages/core', 'apps/demo']);
  write('packages/adapter/src/new.ts', '');
  expect(changed()).toEqual(['packages/adapter', 'apps/demo']);
  write('packages/tokens/README.md', 'more');
  expect(changed()).toEqual(['packages/tokens']);
  write('pnpm-lock.yaml', '2');
  expect(changed()).toHaveLength(4);
});

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { publishablePackages } from '../lib/workspace/workspace.mjs';
import { firstChangelog, firstChangelogs } from '../release/first-changelog.mjs';
import { choosePackages, tarballsOf } from '../release-pack.mjs';
import { narrowPeers, widenPeers } from '../release/peers.mjs';

describe('a release', () => {
  it('has a first changelog for every package, which tells what it is and not how it came about', () => {
    const names = publishablePackages().map(({ name }) => name);
    expect([...firstChangelogs().keys()].sort()).toEqual(names.sort());
    for (const name of names) {
      const text = firstChangelog({ name, version: '0.1.0' });
      expect(text).toMatch(new RegExp(`^# ${name}\n\n## 0\\.1\\.0\n\nThe first release`, 'u'));
    }
    expect(firstChangelog({ name: '@jackfield/nothing', version: '0.1.0' })).toBeUndefined();
  });

  it('leaves peers as they were once versions are chosen, and other peers alone', () => {
    const directory = mkdtempSync(join(tmpdir(), 'jackfield-peers-'));
    onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
    const file = join(directory, 'package.json');
    const peerDependencies = { '@jackfield/core': 'workspace:^', react: '^19.0.0' };
    const text = `${JSON.stringify({ name: '@jackfield/x', peerDependencies }, undefined, 2)}\n`;
    writeFileSync(file, text);
    widenPeers([{ directory }]);
    expect(JSON.parse(readFileSync(file, 'utf8')).peerDependencies).toEqual({
      '@jackfield/core': '>=0.0.0 <1',
      react: '^19.0.0',
    });
    narrowPeers([{ directory }]);
    expect(readFileSync(file, 'utf8')).toBe(text);
  });

  it('packs what is named by its folder, and everything where nothing is', () => {
    const all = publishablePackages();
    const named = choosePackages({ all, named: ['core, adapter-p2p', 'migrate'] });
    expect(named.map(({ name }) => name).sort()).toEqual([
      '@jackfield/adapter-p2p',
      '@jackfield/core',
      '@jackfield/migrate',
    ]);
    expect(choosePackages({ all, named: [] })).toEqual(all);
    expect(() => choosePackages({ all, named: ['adapter-p3p'] })).toThrow(
      /no package "adapter-p3p"\. .*core/u,
    );
  });

  it('takes away what was packed of a package before, and of no other', () => {
    const files = [
      'jackfield-core-0.0.0.tgz',
      'jackfield-core-0.1.0-canary-1.tgz',
      'jackfield-core-extra-0.1.0.tgz',
    ];
    expect(tarballsOf({ name: '@jackfield/core', files })).toEqual(files.slice(0, 2));
    expect(tarballsOf({ name: 'create-jackfield', files: ['create-jackfield-0.0.0.tgz'] })).toHaveLength(1);
  });
});

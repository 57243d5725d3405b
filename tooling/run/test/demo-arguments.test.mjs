import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readDemoArguments } from '../lib/demo-arguments.mjs';
import { root } from '../lib/paths.mjs';

describe('npm run demo', () => {
  let clone = '';
  beforeAll(() => {
    // As after `git clone`: nothing is installed, and nothing may have to be.
    clone = mkdtempSync(join(tmpdir(), 'jackfield-demo-'));
    cpSync(join(root, 'package.json'), join(clone, 'package.json'));
    mkdirSync(join(clone, 'tooling'));
    cpSync(join(root, 'tooling', 'run'), join(clone, 'tooling', 'run'), {
      recursive: true,
      filter: (source) => !source.includes('node_modules'),
    });
    mkdirSync(join(clone, 'apps', 'server'), { recursive: true });
    cpSync(join(root, 'apps', 'server', 'package.json'), join(clone, 'apps', 'server', 'package.json'));
  });
  afterAll(() => rmSync(clone, { recursive: true, force: true }));

  const demo = (/** @type {string[]} */ ...args) =>
    spawnSync(process.execPath, [join(clone, 'tooling', 'run', 'main.mjs'), 'demo', ...args], {
      cwd: clone,
      encoding: 'utf8',
    });

  it.each([
    ['--help', 0, /--lan .*others on this network/],
    ['-h', 0, /--version/],
    ['--version', 0, /^Jackfield \d+\.\d+\.\d+, Node \d+/],
    ['--wan', 1, /There is no argument "--wan"\. Usage: npm run demo -- \[--lan\]/],
    ['help', 1, /There is no argument "help"/],
  ])('answers %s before anything is installed', (argument, code, text) => {
    const { status, stdout, stderr } = demo(argument);
    expect(`${stdout}${stderr}`).toMatch(text);
    expect(status).toBe(code);
    expect(readdirSync(clone).sort()).toEqual(['apps', 'package.json', 'tooling']);
  });

  it('hands --lan to the server', () => {
    expect(readDemoArguments(['--lan'])).toEqual({ server: ['--lan'] });
    expect(readDemoArguments([])).toEqual({ server: [] });
  });
});

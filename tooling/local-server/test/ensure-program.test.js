import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ensureProgram, findProgram } from '../index.js';

/** @type {string} */
let folder;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'jackfield-ensure-test-'));
  vi.stubEnv('PATH', folder);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

const wanted = {
  what: 'teapot',
  debianPackage: 'teapot-server',
  service: 'teapot',
  remedy: 'buy a teapot',
  find: () => findProgram('teapot'),
};
const isRootOnDebian = process.getuid?.() === 0 && existsSync('/etc/debian_version');

/** @param {string} name @param {string} lines */
function put(name, lines) {
  writeFileSync(join(folder, name), `#!/bin/sh\n${lines}\n`, { mode: 0o755 });
}

it('takes what is there', async () => {
  put('teapot', '');
  expect(await ensureProgram(wanted)).toBe(join(folder, 'teapot'));
});

it('says what to do where nothing can be installed', async () => {
  vi.stubGlobal('process', { ...process, platform: 'darwin' });
  await expect(ensureProgram(wanted)).rejects.toThrow('There is no teapot: buy a teapot');
});

it("installs Debian's, and stops the service that comes with it", async (context) => {
  if (!isRootOnDebian) context.skip('needs root on Debian');
  const log = join(folder, 'log');
  const path = join(folder, 'teapot');
  put('apt-get', `echo "$*" >> ${log}; echo '#!/bin/sh' > ${path}; /bin/chmod +x ${path}`);
  put('systemctl', `echo "systemctl $*" >> ${log}`);
  /** @type {string[]} */
  const said = [];
  expect(await ensureProgram({ ...wanted, say: (line) => said.push(line) })).toBe(path);
  expect(readFileSync(log, 'utf8').trim().split('\n')).toEqual([
    'update',
    'install -y --no-install-recommends teapot-server',
    'systemctl disable --now teapot',
  ]);
  expect(said).toEqual(['installing teapot-server from Debian']);
});

it('says what apt said where that installs nothing', async (context) => {
  if (!isRootOnDebian) context.skip('needs root on Debian');
  put('apt-get', 'echo "no such package" >&2; exit 100');
  await expect(ensureProgram(wanted)).rejects.toThrow(/no such package.*buy a teapot/);
});

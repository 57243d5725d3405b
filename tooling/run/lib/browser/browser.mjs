import { existsSync } from 'node:fs';
import { installedBrowser, thisMachine } from './browser-search.mjs';
import { root, scriptEnvironment } from '../paths.mjs';
import { PlainError } from '../plain-error.mjs';
import { detail, say } from '../say.mjs';
import { execute } from '../process/spawn.mjs';

const ONE_MINUTE = 60_000;
const FIVE_MINUTES = 300_000;
const debianPackages = ['chromium', 'fonts-noto-cjk', 'fonts-noto-color-emoji', 'iproute2'];

/** What a reader can do when no browser was found. */
export const browserRemedy = 'install Chromium or Chrome, or set JACKFIELD_BROWSER to the path of one';

/**
 * The path of a Chromium that media tests can launch; installs one where that is possible.
 * @returns {Promise<string | undefined>} undefined when there is none and none could be installed
 */
export async function ensureBrowser() {
  const named = process.env['JACKFIELD_BROWSER'];
  if (named && !existsSync(named)) {
    throw new PlainError(`JACKFIELD_BROWSER names ${named}, and there is no such file.`);
  }
  return (await find()) ?? (await installPlaywrights()) ?? (await installDebians());
}

async function find() {
  const found = installedBrowser({ ...thisMachine(), playwrightPath: await playwrightPath() });
  if (found) detail(`browser: ${found.path} (from ${found.from})`);
  return found?.path;
}

async function playwrightPath() {
  const { chromium } = await import('playwright');
  return chromium.executablePath();
}

async function installPlaywrights() {
  say('No browser found: downloading the one of Playwright (at most 60 s)');
  const { code } = await execute({
    program: 'playwright install chromium',
    shell: true,
    cwd: root,
    env: scriptEnvironment(root),
    timeLimit: ONE_MINUTE,
  });
  if (code !== 0) detail('that did not work here');
  return find();
}

async function installDebians() {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !existsSync('/etc/debian_version'))
    return undefined;
  say('No browser found: installing Chromium and fonts from Debian');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const { code, output } = await execute({
    program: `apt-get update && apt-get install -y --no-install-recommends ${debianPackages.join(' ')}`,
    shell: true,
    cwd: root,
    env,
    timeLimit: FIVE_MINUTES,
  });
  if (code !== 0) detail(`that did not work here: ${output.trim().split('\n').at(-1)}`);
  return find();
}

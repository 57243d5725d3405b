import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../paths.mjs';
import { PlainError } from '../plain-error.mjs';
import { recall, remember } from './remember.mjs';
import { say } from '../say.mjs';
import { execute } from '../process/spawn.mjs';
import { hashOf } from './walk.mjs';
import { readJson, workspacePackages } from './workspace.mjs';

const TEN_MINUTES = 600_000;

/**
 * Makes sure that the dependencies of the lockfile are installed, with the pnpm that package.json pins.
 * Does nothing when nothing changed since the last time.
 */
export async function ensureInstalled() {
  const hash = installHash();
  if (existsSync(join(root, 'node_modules', '.pnpm')) && recall({ key: 'installed', hash })) return;

  const pnpm = pinnedPnpm();
  say(`Installing dependencies with ${pnpm} (lockfile as it is)`);
  const { code, output, timedOut } = await execute({
    program: process.platform === 'win32' ? 'npx.cmd' : 'npx',
    args: [
      '-y',
      pnpm,
      'install',
      '--frozen-lockfile',
      '--fetch-retries=2',
      '--config.confirmModulesPurge=false',
    ],
    cwd: root,
    // npx itself would wait 70 s before it says that there is no network.
    env: { ...process.env, npm_config_fetch_retries: '1' },
    shell: process.platform === 'win32',
    timeLimit: TEN_MINUTES,
  });
  if (code !== 0) throw new PlainError(explainInstallFailure({ code, output, timedOut }));
  remember({ key: 'installed', hash, value: true });
}

/** `pnpm@X` from `packageManager`. */
export function pinnedPnpm() {
  const pinned = readJson(join(root, 'package.json')).packageManager;
  const match = /^pnpm@\d+\.\d+\.\d+/.exec(pinned ?? '');
  if (!match)
    throw new PlainError('package.json must pin pnpm in "packageManager", for example "pnpm@10.34.9".');
  return match[0];
}

function installHash() {
  const files = ['package.json', 'pnpm-lock.yaml', 'pnpm-workspace.yaml'].map((name) => join(root, name));
  const manifests = workspacePackages().map(({ directory }) => join(directory, 'package.json'));
  const salt = [process.platform, process.arch, process.versions.modules].join(' ');
  return hashOf({ base: root, files: [...files, ...manifests].filter((file) => existsSync(file)), salt });
}

/**
 * One sentence for the common ways in which an installation fails.
 * @param {Pick<import('../process/spawn.mjs').Outcome, 'code' | 'output' | 'timedOut'>} outcome
 */
export function explainInstallFailure({ code, output, timedOut }) {
  if (code === 127) return 'npx is missing: install npm, which comes with Node, and try again.';
  if (timedOut)
    return 'Installing dependencies took longer than 10 minutes: check the network and try again.';
  if (/ERR_PNPM_OUTDATED_LOCKFILE|frozen-lockfile/.test(output)) {
    return `A package.json and pnpm-lock.yaml disagree: run "npx -y ${pinnedPnpm()} install --no-frozen-lockfile" and commit the lockfile.`;
  }
  if (
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ERR_PNPM_META_FETCH_FAIL|ERR_SOCKET/.test(
      output,
    )
  ) {
    return 'The package registry cannot be reached: check the network (or the npm proxy settings) and try again.';
  }
  if (/ENOSPC/.test(output)) return 'The disk is full: free some space and try again.';
  if (/EACCES|EPERM/.test(output))
    return `Files in ${root} cannot be written: check who owns them and try again.`;
  const lines = output.split('\n').filter((line) => /ERR|error/i.test(line));
  return `Installing dependencies failed: ${(lines[0] ?? output.trim().split('\n').at(-1) ?? `exit code ${code}`).trim()}`;
}

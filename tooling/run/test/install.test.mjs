import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { explainInstallFailure, pinnedPnpm } from '../lib/workspace/install.mjs';

const failed = (/** @type {string} */ output, code = 1) =>
  explainInstallFailure({ code, output, timedOut: false });

describe('installing', () => {
  it('explains each common failure in one sentence that says what to do', () => {
    expect(failed('spawn npx ENOENT', 127)).toMatch(/npx is missing: install npm/);
    expect(failed('npm error code EAI_AGAIN')).toMatch(/registry cannot be reached: check the network/);
    expect(failed('ERR_PNPM_OUTDATED_LOCKFILE  Cannot install')).toMatch(
      /disagree: run .* and commit the lockfile/,
    );
    expect(failed('ENOSPC: no space left')).toMatch(/disk is full/);
    expect(failed('all fine\n ERR_PNPM_ODD  something odd\nmore')).toMatch(
      /failed: ERR_PNPM_ODD {2}something odd$/,
    );
    expect(explainInstallFailure({ code: 124, output: '', timedOut: true })).toMatch(
      /longer than 10 minutes/,
    );
    expect(failed('a\nERR! b\nc')).not.toContain('\n');
  });

  it('uses the pnpm that turbo finds: both pins are the same', () => {
    const manifest = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8'));
    expect(pinnedPnpm()).toBe(`pnpm@${manifest.devDependencies.pnpm}`);
  });
});

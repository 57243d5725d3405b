import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execute } from '../lib/process/spawn.mjs';

const FIVE_MINUTES = 300_000;

/**
 * Installs what was packed into an empty folder and writes what that is made of, as CycloneDX.
 * @param {{ folder: string, tarballs: readonly string[], names: readonly string[] }} request
 * @returns {Promise<string[]>} what is wrong
 */
export async function writeSbom({ folder, tarballs, names }) {
  const scratch = mkdtempSync(join(tmpdir(), 'jackfield-sbom-'));
  try {
    const manifest = { name: 'jackfield-release', version: '0.0.0', private: true, license: 'MIT' };
    writeFileSync(join(scratch, 'package.json'), JSON.stringify(manifest));
    const files = tarballs.map((name) => `"${join(folder, name)}"`).join(' ');
    const install = `npm install --ignore-scripts --no-audit --no-fund --prefer-offline --loglevel=error ${files}`;
    const installed = await run(install, scratch);
    if (installed.code !== 0) return [`cannot be installed: ${installed.output.trim().split('\n')[0]}`];
    const target = join(folder, 'sbom.cdx.json');
    const made = await run(`npm sbom --sbom-format cyclonedx --sbom-type library > "${target}"`, scratch);
    if (made.code !== 0) return [`npm sbom failed: ${made.output.trim().split('\n')[0]}`];
    return missingIn(target, names);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** @param {string} program @param {string} cwd */
function run(program, cwd) {
  return execute({ program, shell: true, cwd, timeLimit: FIVE_MINUTES });
}

/**
 * @param {string} file
 * @param {readonly string[]} names
 */
function missingIn(file, names) {
  const { components = [] } = JSON.parse(readFileSync(file, 'utf8'));
  const listed = new Set(
    components.map((/** @type {any} */ { group, name }) => (group ? `${group}/${name}` : name)),
  );
  return names.filter((name) => !listed.has(name)).map((name) => `${name} is not in it`);
}

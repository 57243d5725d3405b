import { build } from 'esbuild';
import { mkdirSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import process from 'node:process';
import { fileURLToPath, URL } from 'node:url';

// As an app has it, in one file: test runners put a look-up before each import, and that would be measured too.
const here = (/** @type {string} */ path) => fileURLToPath(new URL(path, import.meta.url));
const outfile = here('../node_modules/.cache/facts.mjs');
mkdirSync(here('../node_modules/.cache'), { recursive: true });
await build({
  entryPoints: [here('facts/main.ts')],
  outfile,
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  conditions: ['@jackfield/source'],
  external: ['livekit-client', '@livekit/protocol'],
});
const { status } = spawnSync(process.execPath, ['--expose-gc', outfile, ...process.argv.slice(2)], {
  stdio: 'inherit',
});
process.exitCode = status ?? 1;

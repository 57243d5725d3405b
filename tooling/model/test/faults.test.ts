import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, it } from 'vitest';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const folder = fileURLToPath(new URL('../faults/', import.meta.url));
const files = readdirSync(folder).filter((name) => name.endsWith('.patch'));

describe('a fault that was mended can be brought back', () => {
  it.each(files)('%s', (name) => {
    // As `faults.mjs` does it, which also sees to it that the search finds each of them.
    execFileSync('git', ['apply', '--check', '-C1', `${folder}${name}`], { cwd: root, stdio: 'pipe' });
  });
});

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';
import { onTestFinished } from 'vitest';
import { boundaryConfigs } from '../boundaries.js';
import { style } from '../style.js';

/**
 * A throw-away repository with packages of every kind, and a function that lints a snippet in one of its files.
 * @returns {(file: string, code: string, others?: Record<string, string>) => Promise<string[]>} rule and message of every error
 */
export function repository() {
  const root = mkdtempSync(join(tmpdir(), 'jackfield-lint-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const write = (/** @type {string} */ path, /** @type {string} */ text) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  for (const name of ['core', 'contract', 'svelte', 'tokens', 'adapter-plain'])
    write(`packages/${name}/package.json`, '{}');
  for (const name of ['demo', 'server']) write(`apps/${name}/package.json`, '{}');
  const vendor = {
    peerDependencies: { '@jackfield/core': '1', 'vendor-sdk': '1' },
    jackfield: { sdkFile: 'src/port.ts' },
  };
  write('packages/adapter-vendor/package.json', JSON.stringify(vendor));
  const eslint = new ESLint({
    cwd: root,
    overrideConfigFile: true,
    overrideConfig: /** @type {any} */ ([
      { files: ['**/*.ts'], languageOptions: { parser: tseslint.parser } },
      ...style,
      ...boundaryConfigs({ root }),
    ]),
  });
  return async (file, code, others = {}) => {
    for (const [path, text] of Object.entries({ ...others, [file]: code })) write(path, text);
    const results = await eslint.lintText(code, { filePath: join(root, file) });
    return results.flatMap(({ messages }) => messages.map(({ ruleId, message }) => `${ruleId}: ${message}`));
  };
}

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { findFirefox } from '../index.js';

/** @type {string} */
let folder;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'jackfield-firefox-test-'));
  vi.stubEnv('PATH', folder);
  vi.stubEnv('JACKFIELD_FIREFOX', '');
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

it('finds Debian’s before others, and what is named before both', () => {
  expect(findFirefox()).toBeUndefined();
  const put = (/** @type {string} */ name) => writeFileSync(join(folder, name), '', { mode: 0o755 });
  put('firefox');
  expect(findFirefox()).toBe(join(folder, 'firefox'));
  put('firefox-esr');
  expect(findFirefox()).toBe(join(folder, 'firefox-esr'));
  vi.stubEnv('JACKFIELD_FIREFOX', join(folder, 'firefox'));
  expect(findFirefox()).toBe(join(folder, 'firefox'));
  vi.stubEnv('JACKFIELD_FIREFOX', join(folder, 'nothing'));
  expect(() => findFirefox()).toThrow(/no such program/);
});

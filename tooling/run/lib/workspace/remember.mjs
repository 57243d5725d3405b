import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cacheDirectory } from '../paths.mjs';

/**
 * What was remembered under a key, when it was remembered for the same content.
 * @param {{ key: string, hash: string }} request
 * @returns {any} undefined when nothing fits
 */
export function recall({ key, hash }) {
  try {
    const stored = JSON.parse(readFileSync(fileOf(key), 'utf8'));
    return stored.hash === hash ? stored.value : undefined;
  } catch {
    // Nothing remembered, or from a format of before: the same as not remembering.
    return undefined;
  }
}

/** @param {{ key: string, hash: string, value: unknown }} request */
export function remember({ key, hash, value }) {
  mkdirSync(dirname(fileOf(key)), { recursive: true });
  writeFileSync(fileOf(key), JSON.stringify({ hash, value }));
}

/** @param {string} key */
function fileOf(key) {
  return join(cacheDirectory, `${key.replaceAll(/[^A-Za-z0-9.-]/g, '_')}.json`);
}

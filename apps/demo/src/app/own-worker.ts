import { createOwnWorker } from './create-own-worker.ts';

/** Encrypts by a key, in the worker at an address of this page's own server. */
export function encryptionBy(
  key: string,
  { default: url }: { readonly default: string },
): { readonly key: () => Promise<string>; readonly worker: () => Worker } {
  return { key: () => Promise.resolve(key), worker: () => createOwnWorker(url, { type: 'module' }) };
}

import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/**
 * Runs one process of the search and hands on what it tells.
 * @param {string} bundle
 * @param {object} request see `src/search/shard.ts`
 * @param {(line: any) => void} receive
 * @param {AbortSignal} [signal] ends it before its time
 * @returns {Promise<boolean>} whether it came to its end
 */
export async function runShard(bundle, request, receive, signal) {
  const child = spawn(process.execPath, ['--enable-source-maps', bundle, JSON.stringify(request)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  signal?.addEventListener('abort', () => child.kill());
  for await (const line of createInterface({ input: child.stdout })) receive(JSON.parse(line));
  return (await ended) === 0 || (signal?.aborted ?? false);
}

import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { delimiter, join } from 'node:path';

/** The path of a Redis server on the PATH; undefined where there is none. */
export function findRedis(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean);
  return folders.map((folder) => join(folder, 'redis-server')).find((path) => existsSync(path));
}

/** A Redis on loopback that keeps nothing. */
export interface Redis {
  /** Where nodes find it, as `HOST:PORT`. */
  readonly address: string;
  /** Ends it. */
  stop(): Promise<void>;
}

/** Starts one. Resolves when it takes connections, or rejects with what it wrote. */
export async function startRedis(program: string): Promise<Redis> {
  const port = await freePort();
  const options = ['--bind', '127.0.0.1', '--port', String(port), '--save', '', '--appendonly', 'no'];
  const child = spawn(program, options, { stdio: ['ignore', 'pipe', 'inherit'] });
  const kill = (): void => void child.kill('SIGKILL');
  process.on('exit', kill);
  const gone = new Promise<void>((resolve) => {
    child.on('close', () => {
      process.off('exit', kill);
      resolve();
    });
  });
  let wrote = '';
  const ready = new Promise<void>((resolve) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      wrote += text;
      if (wrote.includes('Ready to accept connections')) resolve();
    });
  });
  const failed = gone.then(() => {
    throw new Error(`Redis ended before it was ready: ${wrote}`);
  });
  await Promise.race([ready, failed]);
  failed.catch(() => undefined);
  return {
    address: `127.0.0.1:${String(port)}`,
    async stop() {
      kill();
      await gone;
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => {
        resolve(typeof address === 'object' && address ? address.port : 0);
      });
    });
  });
}

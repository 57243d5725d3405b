import { setTimeout as pause } from 'node:timers/promises';
import { findProgram, freeTcpPort, startProgram } from '@jackfield/local-server';

const startMs = 10_000;

/** The path of a Redis server on the PATH; undefined where there is none. */
export function findRedis(): string | undefined {
  return findProgram('redis-server');
}

/** A Redis on loopback that keeps nothing. */
export interface Redis {
  /** Where nodes find it, as `HOST:PORT`. */
  readonly address: string;
  /** Ends it. */
  stop(): Promise<void>;
}

/** Starts one. Resolves when it takes connections; rejects with what it wrote where it does not within ten seconds. */
export async function startRedis(path: string): Promise<Redis> {
  const port = await freeTcpPort();
  const options = ['--bind', '127.0.0.1', '--port', String(port), '--save', '', '--appendonly', 'no'];
  const program = startProgram([path, ...options]);
  const until = performance.now() + startMs;
  while (!program.log().some((line) => line.includes('Ready to accept connections'))) {
    if (program.isGone() || performance.now() > until) {
      await program.stop();
      throw program.explain(new Error('Redis was not ready.'));
    }
    await pause(20);
  }
  return { address: `127.0.0.1:${String(port)}`, stop: () => program.stop() };
}

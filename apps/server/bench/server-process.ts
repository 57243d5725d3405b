import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { ServerUsage } from '../src/start-server.ts';

/** What the server's process holds, bytes. */
export interface ServerReport extends ServerUsage {
  readonly port: number;
  readonly rss: number;
  /** The most that was resident since the beginning was told, looked at 50 times a second. */
  readonly most: number;
  readonly heapUsed: number;
}

/** A server in a process of its own. */
export interface ServerProcess extends AsyncDisposable {
  /** The key that credentials for it are signed with. */
  readonly secret: string;
  /** Looks at it after a collection of garbage, or `as it is`; from `begin` on the most is counted. */
  report(asked?: 'begin' | 'collected' | 'as it is'): Promise<ServerReport>;
}

/** Starts one whose heap may have so much. */
export async function startServerProcess({
  heapMebibytes,
}: {
  readonly heapMebibytes: number;
}): Promise<ServerProcess> {
  const secret = randomBytes(32).toString('base64url');
  const child = fork(fileURLToPath(new URL('serve.ts', import.meta.url)), {
    execArgv: [
      `--max-old-space-size=${String(heapMebibytes)}`,
      '--expose-gc',
      '--import',
      'tsx',
      '--conditions=@jackfield/source',
    ],
    env: { ...process.env, BENCH_SECRET: secret },
  });
  child.once('exit', (code) => {
    if (code === 0) return;
    console.error(`The server ended with code ${String(code)}.`);
    process.exit(1);
  });
  await once(child, 'message');
  return {
    secret,
    async report(asked = 'collected') {
      child.send(asked);
      const [report] = (await once(child, 'message')) as [ServerReport];
      return report;
    },
    async [Symbol.asyncDispose]() {
      const ended = once(child, 'exit');
      child.send('stop');
      await ended;
    },
  };
}

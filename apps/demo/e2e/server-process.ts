import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../../server/src/main.ts', import.meta.url));
const builtDemo = fileURLToPath(new URL('../dist/index.html', import.meta.url));
const serverFolder = fileURLToPath(new URL('../../server', import.meta.url));

/** The real server in a process of its own, run from source. */
export interface ServerProcess {
  readonly url: string;
  /** Asks it to stop, as a person or a supervisor would, and waits for its end. Resolves with the exit code. */
  stop(): Promise<number | null>;
}

/** Starts it on a free port. */
export async function startServerProcess(): Promise<ServerProcess> {
  if (!existsSync(builtDemo))
    throw new Error('apps/demo/dist is missing: build the demo first ("vite build").');
  const child = spawn(process.execPath, ['--import', 'tsx', '--conditions=@jackfield/source', main], {
    cwd: serverFolder,
    env: { ...process.env, PORT: '0', HOST: '127.0.0.1', LOG_LEVEL: 'warn' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await readUrl(child);
  return {
    url,
    async stop() {
      if (child.exitCode !== null) return child.exitCode;
      const exited = once(child, 'exit');
      child.kill('SIGTERM');
      await exited;
      return child.exitCode;
    },
  };
}

function readUrl(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      const [, url] = /Jackfield is ready: (\S+)/.exec(output) ?? [];
      if (url) resolve(url);
    });
    child.once('error', reject);
    child.once('exit', (code) => {
      reject(new Error(`The server ended with code ${String(code)} before it was ready.`));
    });
  });
}

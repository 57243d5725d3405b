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
  /** What it has printed so far. */
  output(): string;
  /** Asks it to stop, as a person or a supervisor would, and waits for its end. Resolves with the exit code. */
  stop(): Promise<number | null>;
}

/** How it is started. */
export interface ServerChoices {
  /** Variables beside those of every test. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Arguments, as after `npm run demo --`. */
  readonly args?: readonly string[];
}

/** Variables that would make the server another one than the tests are about. */
const others =
  /^(?:ALIYUN|LIVEKIT|JANUS|AGORA|TRTC|P2P|TURN)_|^(?:INVITATION|ALLOWED_ORIGINS|STOP_TIMEOUT_MS)$/;

/** How long a start may take, milliseconds: it is compiled on the way, on a machine that may be busy. */
const startTimeoutMs = 45_000;

/** Starts it on a free port. */
export async function startServerProcess(choices: ServerChoices = {}): Promise<ServerProcess> {
  if (!existsSync(builtDemo))
    throw new Error('apps/demo/dist is missing: build the demo first ("vite build").');
  const args = ['--import', 'tsx', '--conditions=@jackfield/source', main, ...(choices.args ?? [])];
  const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !others.test(name)));
  const child = spawn(process.execPath, args, {
    cwd: serverFolder,
    env: { ...inherited, PORT: '0', HOST: '127.0.0.1', LOG_LEVEL: 'warn', ...choices.environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const url = await readUrl(child, () => output).catch((error: unknown) => {
    child.kill('SIGKILL');
    throw error;
  });
  return {
    url,
    output: () => output,
    async stop() {
      if (child.exitCode !== null) return child.exitCode;
      const exited = once(child, 'exit');
      child.kill('SIGTERM');
      await exited;
      return child.exitCode;
    },
  };
}

function readUrl(child: ChildProcess, output: () => string): Promise<string> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new Error(`The server was not ready after ${String(startTimeoutMs)} ms. It said: ${output()}`));
    }, startTimeoutMs);
    child.once('exit', () => {
      clearTimeout(timer);
    });
    child.stdout?.on('data', () => {
      const [, url] = /Jackfield is ready: (\S+)/.exec(output()) ?? [];
      if (!url) return;
      clearTimeout(timer);
      resolve(url);
    });
    child.once('error', reject);
    child.once('exit', (code) => {
      reject(new Error(`The server ended with code ${String(code)} before it was ready.`));
    });
  });
}

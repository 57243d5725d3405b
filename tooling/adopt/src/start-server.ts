import { spawn } from 'node:child_process';
import { onTestFinished } from 'vitest';

/** The options of a start. */
export interface ServerOptions {
  readonly program: string;
  readonly given: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** The text that it prints once it listens. */
  readonly ready: RegExp;
}

/** Starts a server of a project's own, and resolves once it listens, with the text that said so. It is ended after the test. */
export function startServer({ program, given, cwd, env, ready }: ServerOptions): Promise<string> {
  const { NODE_ENV: _mode, NODE_PATH: _path, ...inherited } = process.env;
  const child = spawn(program, given, { cwd, env: { ...inherited, ...env }, detached: true });
  onTestFinished(() => {
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
  });
  return new Promise((resolve, reject) => {
    let output = '';
    const take = (data: Buffer): void => {
      output += data.toString();
      const [said] = ready.exec(output) ?? [];
      if (said !== undefined) resolve(said);
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`It ended with ${String(code)}:\n${output}`)));
  });
}

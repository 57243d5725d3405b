import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const MINUTE = 60_000;

/** The outcome of a program. */
export interface Ran {
  readonly code: number;
  /** Both streams, one after the other. */
  readonly output: string;
}

/** The options of a run. */
export interface RunOptions {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs a program to its end, at most five minutes. Never rejects: what went wrong is in the outcome. */
export async function run(
  program: string,
  given: readonly string[],
  { cwd, env = {} }: RunOptions,
): Promise<Ran> {
  // What this workspace's own runners set would change what other people's tools do.
  const {
    NODE_OPTIONS: _options,
    NODE_PATH: _path,
    NODE_ENV: _mode,
    VITEST: _vitest,
    ...inherited
  } = process.env;
  const settings = {
    ...Object.fromEntries(
      Object.entries(inherited).filter(([name]) => !/^(?:npm|pnpm|vitest)_/iu.test(name) || isRegistry(name)),
    ),
    NO_COLOR: '1',
    CI: 'true',
    ...env,
  };
  try {
    const options = { cwd, env: settings, timeout: 5 * MINUTE, maxBuffer: 1e8 };
    const { stdout, stderr } = await promisify(execFile)(program, [...given], options);
    return { code: 0, output: `${stdout}\n${stderr}` };
  } catch (error) {
    const {
      code,
      stdout = '',
      stderr = '',
      message,
    } = error as Error & { code?: unknown; stdout?: string; stderr?: string };
    return { code: typeof code === 'number' ? code : 127, output: `${stdout}\n${stderr}\n${message}` };
  }
}

/** Runs a program that must succeed. Throws with the end of its output otherwise. */
export async function mustRun(
  program: string,
  given: readonly string[],
  options: RunOptions,
): Promise<string> {
  const { code, output } = await run(program, given, options);
  if (code === 0) return output;
  throw new Error(`${program} ${given.join(' ')} ended with ${String(code)}:\n${output.slice(-4000)}`);
}

/** Where packages come from stays as this machine has it. */
function isRegistry(name: string): boolean {
  return /^npm_config_(?:registry|cache|userconfig|globalconfig|proxy|https_proxy|cafile)$/iu.test(name);
}

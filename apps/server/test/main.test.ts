import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));

interface Outcome {
  readonly code: number | null;
  readonly output: string;
}

/** Runs the program from source until it ends by itself. */
async function runMain(choices: {
  readonly args?: readonly string[];
  readonly environment: Record<string, string>;
}): Promise<Outcome> {
  const args = ['--import', 'tsx', '--conditions=@jackfield/source', main, ...(choices.args ?? [])];
  const child = spawn(process.execPath, args, { env: { ...process.env, ...choices.environment } });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, output };
}

describe('the program', () => {
  it('ends with one sentence for a variable that is wrong, and no stack', async () => {
    const { code, output } = await runMain({ environment: { PORT: 'x' } });
    expect(code).toBe(1);
    expect(output).toContain('PORT must be a whole number from 0 to 65535.');
    expect(output).not.toContain('    at ');
  });

  it('takes no other argument than --lan', async () => {
    const { code, output } = await runMain({ args: ['--wan'], environment: {} });
    expect(code).toBe(1);
    expect(output).toContain('only argument is --lan');
  });
});

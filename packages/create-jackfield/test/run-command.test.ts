import { PassThrough } from 'node:stream';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ownManifest } from '../src/own-manifest.ts';
import { runCommand } from '../src/run-command.ts';
import { emptyFolder } from './folder.ts';

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly wrong: string;
}

/** Runs the command; with answers somebody sits at a terminal, and without any more they close it. */
async function command(
  args: readonly string[],
  answers?: readonly string[],
  userAgent?: string,
): Promise<Ran> {
  const out: string[] = [];
  const wrong: string[] = [];
  const input = new PassThrough();
  const output = new PassThrough();
  const left = [...(answers ?? [])];
  output.on('data', (data: Buffer) => {
    if (!data.toString().endsWith(') ')) return;
    const next = left.shift();
    if (next === undefined) input.end();
    else input.write(`${next}\n`);
  });
  const code = await runCommand({
    args,
    terminal: answers && { input, output },
    print: (line) => out.push(line),
    complain: (line) => wrong.push(line),
    userAgent,
  });
  return { code, out: out.join('\n'), wrong: wrong.join('\n') };
}

test('help and version are told, and make nothing', async () => {
  expect(await command(['--help'])).toMatchObject({ code: 0, wrong: '' });
  const { out } = await command(['-h']);
  for (const option of ['--template', '--vendor', '--name', '--packages', '--yes', '--help', '--version'])
    expect(out).toContain(option);
  expect(out.split('\n').every((line) => line.length <= 100)).toBe(true);
  expect(await command(['--version'])).toMatchObject({ code: 0, out: ownManifest().version });
});

test.each([
  [[], /say "app" or "adapter"|"app" or "adapter"/u],
  [['game'], /"game" cannot be made/u],
  [['app', 'a', 'b'], /One folder is enough/u],
  [['app', '--colour'], /--colour/u],
  [['app', '--template', 'angular'], /vanilla, svelte, react/u],
  [['adapter', 'x', '--template', 'react'], /--template is for an app/u],
  [['app', 'x', '--vendor', 'acme'], /--vendor is for an adapter/u],
  [['app', ''], /folder is empty/u],
  [['app', 'x', '--name='], /name is empty/u],
] as const)('%j is refused with a sentence and a pointer', async (args, sentence) => {
  const { code, out, wrong } = await command(args);
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(wrong).toMatch(sentence);
  expect(wrong).toContain('--help');
});

test('what was made is told with the next steps, in the words of the package manager', async () => {
  const folder = join(await emptyFolder(), 'a b');
  const { code, out } = await command(
    ['app', folder, '--name', 'it'],
    undefined,
    'pnpm/10.0.0 npm/? node/v20',
  );
  expect(code).toBe(0);
  expect(out).toContain(`files in ${folder}`);
  expect(out).toMatch(/cd "[^"]*a b"\n {2}pnpm install\n {2}pnpm run dev/u);
});

test('in a terminal what is missing is asked for, and an empty answer is the usual one', async () => {
  const folder = join(await emptyFolder(), 'call');
  const made = await command([], ['', folder, 'svelte']);
  expect(made).toMatchObject({ code: 0, wrong: '' });
  expect(await readFile(join(folder, 'package.json'), 'utf8')).toContain('svelte-check');

  const adapter = join(await emptyFolder(), 'x');
  expect(await command(['adapter'], ['zenith', adapter])).toMatchObject({ code: 0 });
  expect(existsSync(join(adapter, 'src', 'zenith.ts'))).toBe(true);
});

test('--yes asks nothing, and whoever closes the terminal gets nothing', async () => {
  const folder = join(await emptyFolder(), 'it');
  expect(await command(['app', folder, '--yes'], [])).toMatchObject({ code: 0 });
  const { code, wrong } = await command(['app', `${folder}2`], []);
  expect({ code, wrong }).toEqual({ code: 1, wrong: '\nNothing was made.' });
  expect(existsSync(`${folder}2`)).toBe(false);
});

import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { callBetweenPages } from '../src/call-between-pages.ts';
import { serveFolder } from '../src/page-server.ts';
import { createProject } from '../src/project.ts';
import { mustRun } from '../src/run.ts';
import { tellSize } from '../src/tell-size.ts';

/** Runs the packed command in an empty folder, with the packed packages beside it. Gives the folder of what it made, installed. */
async function made(...given: readonly string[]): Promise<{ directory: string; told: string }> {
  const project = await createProject({ dependencies: { 'create-jackfield': 'packed' } });
  const packages = dirname(Object.values(inject('tarballs'))[0] ?? '');
  const told = await project.run('node_modules/.bin/create-jackfield', ...given, '--packages', packages);
  const directory = join(project.directory, given[1] ?? '');
  await mustRun('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error'], {
    cwd: directory,
  });
  return { directory, told };
}

test.for(['vanilla', 'svelte', 'react'])(
  'an app (%s) is made from tarballs: its tests pass, and two pages see and hear each other',
  async (template) => {
    const { directory, told } = await made('app', 'my-call', '--template', template);
    expect(told).toContain('cd my-call');
    expect(await mustRun('npm', ['test'], { cwd: directory })).toMatch(/Tests {2}5 passed/u);
    await mustRun('npm', ['run', 'build'], { cwd: directory });
    const address = await serveFolder(join(directory, 'dist'));
    tellSize(`create-jackfield app, ${template}`, await callBetweenPages(address, { button: 'Join' }));
  },
);

test('an adapter is made from tarballs: the contract passes at once, its report is written, and Node imports what is built', async () => {
  const { directory } = await made('adapter', 'adapter-zenith');
  expect(await mustRun('npm', ['test'], { cwd: directory })).toMatch(/Tests {2}\d+ passed \(\d+\)/u);
  const report = JSON.parse(readFileSync(join(directory, 'reports/conformance.json'), 'utf8')) as {
    readonly adapter: string;
    readonly counts: Readonly<Record<string, number>>;
  };
  expect(report.adapter).toBe('zenith on a double');
  expect(report.counts['failed']).toBe(0);
  expect(report.counts['passed']).toBeGreaterThan(150);
  expect(existsSync(join(directory, '.github/workflows/ci.yml'))).toBe(true);
  await mustRun('npm', ['run', 'build'], { cwd: directory });
  const script = "console.log(Object.keys(await import('adapter-zenith')).join())";
  expect((await mustRun('node', ['--input-type=module', '-e', script], { cwd: directory })).trim()).toBe(
    'zenith',
  );
});

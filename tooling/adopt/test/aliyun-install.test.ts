import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../src/packages.ts';
import { createProject, type Project } from '../src/project.ts';

const readme = readFileSync(join(root, 'packages/adapter-aliyun/README.md'), 'utf8');

/** The first block of the README in a language. */
function snippet(language: string): string {
  return new RegExp('```' + language + '\\n([\\s\\S]*?)\\n```', 'u').exec(readme)?.[1] ?? '';
}

/** The SDK's file as it was installed is the one that the adapter was driven with. */
function expectTheFile({ directory }: Project): void {
  const bytes = readFileSync(join(directory, 'node_modules/aliyun-webrtc-sdk/dist/aliyun-webrtc-sdk.js'));
  const known = readFileSync(join(root, 'packages/adapter-aliyun/src/load-script.ts'), 'utf8');
  expect(known).toContain(`sha384-${createHash('sha384').update(bytes).digest('base64')}`);
}

const dependencies = {
  '@jackfield/core': 'packed',
  '@jackfield/adapter-aliyun': 'packed',
  'aliyun-webrtc-sdk': '1.16.0',
};

test('the overrides of the README keep what the SDK does not need out of an npm install', async () => {
  const manifest = JSON.parse(snippet('json')) as Record<string, unknown>;
  const project = await createProject({ dependencies, manifest });
  const { packages } = JSON.parse(readFileSync(join(project.directory, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { readonly resolved?: string }>;
  };
  const strangers = Object.keys(packages).filter((path) => path !== '' && !path.includes('@jackfield/'));
  expect(strangers).toHaveLength(21);
  expectTheFile(project);
});

test('the overrides of the README leave the SDK alone in a pnpm install', async () => {
  const project = await createProject({ dependencies, install: 'none' });
  await project.write('pnpm-workspace.yaml', `${snippet('yaml')}\n`);
  const pnpm = join(root, 'node_modules/.bin/pnpm');
  await project.run(pnpm, 'install', '--prefer-offline', '--no-frozen-lockfile');
  const installed = await project.run('ls', 'node_modules/.pnpm');
  const strangers = installed
    .split(/\s+/u)
    .filter((name) => name.includes('@') && !name.includes('@jackfield'));
  expect(strangers).toEqual(['aliyun-webrtc-sdk@1.16.0']);
  expectTheFile(project);
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../src/packages.ts';
import { createProject } from '../src/project.ts';

const SDK = { livekit: 'livekit-client', aliyun: 'aliyun-webrtc-sdk' };

/** A sample app on a bare SDK, and what is left of it for a person. */
interface Sample {
  readonly vendor: 'livekit' | 'aliyun';
  readonly file: string;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly left: RegExp;
}

const samples: readonly Sample[] = [
  {
    vendor: 'livekit',
    file: 'call.ts',
    dependencies: { 'livekit-client': '2.23.0' },
    left: /call\.ts:23 on\n\s+watchLevels/u,
  },
  { vendor: 'aliyun', file: 'call.js', dependencies: {}, left: /call\.js:32 on\n\s+watchLevels/u },
];

test.for(samples)(
  'an app on the bare SDK of $vendor is moved by the packed command, and is then typed and bundled with the packed packages',
  async ({ vendor, file, dependencies, left }) => {
    const [, extension = ''] = file.split('.');
    const sample = join(root, 'packages/migrate/samples', vendor);
    const read = (name: string): string => readFileSync(join(sample, `${name}.${extension}`), 'utf8');
    const project = await createProject({
      dependencies: {
        '@jackfield/migrate': 'packed',
        '@jackfield/core': 'packed',
        [`@jackfield/adapter-${vendor}`]: 'packed',
        ...dependencies,
        typescript: '6.0.3',
        esbuild: '0.28.2',
      },
    });
    await project.write(file, read('before'));
    const command = ['node_modules/.bin/jackfield-migrate', vendor, '--extension', `.${extension}`, file];

    const [program = '', ...given] = command;
    expect(await project.run(program, ...given)).toContain(`${file}: would change`);
    expect(readFileSync(join(project.directory, file), 'utf8')).toBe(read('before'));

    const said = await project.run(program, ...given, '--write');
    expect(said).toMatch(left);
    expect(said).toContain('1 left for you, marked TODO(jackfield).');
    const moved = readFileSync(join(project.directory, file), 'utf8');
    // The bridge of an app in JavaScript is JavaScript; that of the sample is TypeScript.
    expect(moved).toBe(
      read('after').replace(`/jackfield-${vendor}.ts'`, `/jackfield-${vendor}.${extension}'`),
    );
    expect(moved).not.toMatch(new RegExp(`^import (?!\\{ type ).*from '${SDK[vendor]}'`, 'mu'));

    const tsc = ['node_modules/typescript/bin/tsc', '--noEmit', '--strict', '--target', 'es2022'];
    const resolution = ['--module', 'esnext', '--moduleResolution', 'bundler', '--lib', 'es2022,dom'];
    // The declarations of livekit-client name a module that it does not install.
    const more = ['--allowImportingTsExtensions', '--allowJs', '--skipLibCheck'];
    await project.run('node', ...tsc, ...resolution, ...more, file);
    await project.run(
      'node_modules/.bin/esbuild',
      file,
      '--bundle',
      '--format=esm',
      '--splitting',
      '--outdir=built',
      // Comes with a script tag.
      '--external:aliyun-webrtc-sdk',
    );
    expect(readFileSync(join(project.directory, 'built/call.js'), 'utf8').length).toBeGreaterThan(20_000);
  },
);

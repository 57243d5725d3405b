import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { build } from 'esbuild';
import type { BuildResult } from 'esbuild';
import { describe, expect, test } from 'vitest';

import { fieldsOf, parseJson } from './typed.ts';

const packageRoot = fileURLToPath(new URL('..', import.meta.url));
const manifest = fieldsOf(parseJson(readFileSync(new URL('../package.json', import.meta.url), 'utf8')));
/** The entry points that are code. */
const codeOf = (exports: unknown): Record<string, unknown> => {
  const { './package.json': _manifest, ...code } = fieldsOf(exports);
  return code;
};
const sourceExports = codeOf(manifest['exports']);
const publishedExports = codeOf(fieldsOf(manifest['publishConfig'])['exports']);
const entries = Object.keys(sourceExports).map((entry) => entry.replace('.', '@jackfield/tokens'));

const bundle = (
  contents: string,
  options: { platform: 'browser' | 'node'; conditions?: readonly string[]; loader?: 'js' | 'ts' },
): Promise<BuildResult<{ write: false; metafile: true }>> =>
  build({
    stdin: { contents, resolveDir: packageRoot, loader: options.loader ?? 'js' },
    bundle: true,
    format: 'esm',
    write: false,
    metafile: true,
    logLevel: 'silent',
    platform: options.platform,
    conditions: ['@jackfield/source', ...(options.conditions ?? [])],
    absWorkingDir: packageRoot,
    external: ['jose', 'valibot', 'livekit-server-sdk', 'agora-token', 'node:*'],
  });

describe.for(entries)('%s', (entry) => {
  test.for(['js', 'ts'] as const)(
    'a browser bundle (%s) that names an export does not build, and the error says why',
    async (loader) => {
      const code = `import { TokenError as x, mintAliyun as y } from '${entry}'; console.log(x, y);`;
      const failure = await bundle(code, { platform: 'browser', loader }).then(
        () => undefined,
        (error: unknown) => (error instanceof Error ? error.message : ''),
      );
      expect(failure).toContain('jackfield-tokens-is-server-only');
    },
  );

  test('a browser bundle that imports it for nothing throws when it runs', async () => {
    const { outputFiles } = await bundle(`import '${entry}';`, { platform: 'browser' });
    const url = `data:text/javascript,${encodeURIComponent(outputFiles[0]?.text ?? '')}`;
    await expect(import(/* @vite-ignore */ url)).rejects.toThrow('@jackfield/tokens is server side only');
  });

  test('any other browser bundle holds no server code and throws at once, in words', async () => {
    const { outputFiles, metafile } = await bundle(
      `const tokens = await import('${entry}'); console.log(tokens);`,
      { platform: 'browser' },
    );
    const text = outputFiles[0]?.text ?? '';
    expect(Object.keys(metafile.inputs).filter((input) => input.startsWith('src/'))).toEqual([
      'src/jackfield-tokens-is-server-only.ts',
    ]);
    expect(text).not.toMatch(/createHash|createHmac|appKey|SECRET/);
    await expect(
      import(/* @vite-ignore */ `data:text/javascript,${encodeURIComponent(text)}`),
    ).rejects.toThrow('@jackfield/tokens is server side only');
  });

  test('a server and a worker get the real thing', async () => {
    const code = `import * as tokens from '${entry}'; console.log(tokens);`;
    for (const options of [
      { platform: 'node' },
      { platform: 'browser', conditions: ['workerd', 'worker', 'browser'] },
    ] as const) {
      const { metafile } = await bundle(code, options);
      const inputs = Object.keys(metafile.inputs);
      expect(inputs).not.toContain('src/jackfield-tokens-is-server-only.ts');
      expect(inputs.length).toBeGreaterThan(3);
    }
  });
});

test("no entry point loads another vendor's library", async () => {
  const expected: Record<string, readonly string[]> = {
    '@jackfield/tokens': ['valibot'],
    '@jackfield/tokens/aliyun': [],
    '@jackfield/tokens/livekit': ['livekit-server-sdk'],
    '@jackfield/tokens/agora': ['agora-token/src/AccessToken2.js'],
    '@jackfield/tokens/trtc': [],
    '@jackfield/tokens/janus': [],
    '@jackfield/tokens/p2p': ['jose', 'valibot'],
  };
  for (const entry of entries) {
    const { metafile } = await bundle(`export * from '${entry}';`, { platform: 'node' });
    // A library is loaded when it is needed. What index.ts imports of our own is loaded later too, and only for vendors that are set up:
    // leave out what is reached that way.
    const reached = new Set<string>();
    const visit = (input: string): void => {
      if (reached.has(input)) return;
      reached.add(input);
      for (const { path, kind } of metafile.inputs[input]?.imports ?? [])
        if (kind === 'import-statement' || !path.startsWith('src/')) visit(path);
    };
    visit('<stdin>');
    const libraries = [...reached]
      .filter((path) => !path.startsWith('src/') && !path.startsWith('node:') && path !== '<stdin>')
      .sort();
    expect({ [entry]: libraries }).toEqual({ [entry]: expected[entry] });
  }
});

test('the published exports are the same entry points, without the source', () => {
  expect(Object.keys(publishedExports)).toEqual(Object.keys(sourceExports));
  expect(JSON.stringify(publishedExports)).not.toContain('src/');
  for (const [entry, target] of Object.entries(publishedExports)) {
    const name = entry === '.' ? 'index' : entry.slice(2);
    expect(Object.entries(fieldsOf(target))).toEqual([
      ['types', `./dist/${name}.d.ts`],
      ['workerd', `./dist/${name}.js`],
      ['edge-light', `./dist/${name}.js`],
      ['browser', './dist/jackfield-tokens-is-server-only.js'],
      ['default', `./dist/${name}.js`],
    ]);
  }
});

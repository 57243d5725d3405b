import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { documentBlocks } from './document-blocks.ts';

/** The scripts of both pages by the name that they are served under; `sdk.js` is the vendor's file, unmodified. */
export async function bundlePages(): Promise<ReadonlyMap<string, string>> {
  const pages = ['near', 'far'].map((name) => fileURLToPath(new URL(`../pages/${name}.ts`, import.meta.url)));
  const { outputFiles } = await build({
    entryPoints: pages,
    bundle: true,
    // The near side imports the SDK at its first join and not before.
    splitting: true,
    write: false,
    outdir: 'pages',
    format: 'esm',
    target: 'es2022',
    conditions: ['@jackfield/source'],
    plugins: [documentBlocks()],
  });
  const scripts = new Map(outputFiles.map(({ path, text }) => [basename(path), text]));
  const sdk = createRequire(import.meta.url).resolve('aliyun-webrtc-sdk');
  return scripts.set('sdk.js', await readFile(sdk, 'utf8'));
}

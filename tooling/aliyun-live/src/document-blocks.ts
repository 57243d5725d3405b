import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'esbuild';

const document = new URL('../../../docs/aliyun.md', import.meta.url);
const prefix = /^aliyun-document\//;

/** The `ts` blocks of a document. */
export function blocksOf(text: string): readonly string[] {
  return [...text.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, code = '']) => code);
}

/** Gives the blocks of docs/aliyun.md as modules: `aliyun-document/preview` is the block that exports `preview`. */
export function documentBlocks(): Plugin {
  return {
    name: 'document-blocks',
    setup(build) {
      build.onResolve({ filter: prefix }, ({ path }) => ({
        path: path.replace(prefix, ''),
        namespace: 'aliyun-document',
      }));
      build.onLoad({ filter: /./, namespace: 'aliyun-document' }, async ({ path }) => {
        const exported = new RegExp(`^export (async )?function ${path}\\b`, 'm');
        const code = blocksOf(await readFile(document, 'utf8')).find((block) => exported.test(block));
        if (code === undefined) throw new Error(`docs/aliyun.md has no ts block that exports ${path}.`);
        return { contents: code, loader: 'ts', resolveDir: fileURLToPath(new URL('..', import.meta.url)) };
      });
    },
  };
}

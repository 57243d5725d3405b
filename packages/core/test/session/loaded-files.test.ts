import { build } from 'esbuild';
import { expect, it } from 'vitest';

const sourceFolder = new URL('../../src/', import.meta.url).pathname;

/** The files of core that a page loads for these names, in the chunk of its entry and in the others. */
async function filesOf(contents: string): Promise<{ readonly first: string[]; readonly later: string[] }> {
  const { metafile } = await build({
    stdin: { contents, resolveDir: sourceFolder, loader: 'ts', sourcefile: 'app.ts' },
    bundle: true,
    splitting: true,
    format: 'esm',
    outdir: 'memory',
    metafile: true,
    write: false,
    logLevel: 'silent',
    absWorkingDir: sourceFolder,
  });
  const { outputs } = metafile;
  const entry = Object.entries(outputs).find(([, { entryPoint }]) => entryPoint === 'app.ts')?.[0] ?? '';
  const loaded = new Set([entry]);
  for (const name of loaded)
    for (const { path, kind } of outputs[name]?.imports ?? [])
      if (kind === 'import-statement') loaded.add(path);
  const filesIn = (names: readonly string[]): string[] =>
    names.flatMap((name) => Object.keys(outputs[name]?.inputs ?? {}));
  return {
    first: filesIn([...loaded]),
    later: filesIn(Object.keys(outputs).filter((name) => !loaded.has(name))),
  };
}

const isOfCall = (file: string): boolean => /^(leg|rendering)\/|reduce\.ts$|call\/legs\.ts$/.test(file);

it('a viewer is one chunk, without a file of capture or of a publisher in it', async () => {
  const { first, later } = await filesOf(`export { createViewer } from './viewer.ts';`);
  expect(first).toContain('leg/receiver.ts');
  expect(
    first.filter((file) => /^capture\/|leg\/(publish|shaped-offers|sent-record|audio-mix)/.test(file)),
  ).toEqual([]);
  expect(later).toEqual([]);
});

it('a lobby loads capture at first, and what only a call needs by a chunk of its own', async () => {
  const { first, later } = await filesOf(`export { createSession } from './index.ts';`);
  expect(first).toContain('capture/create-local-media.ts');
  expect(first.filter(isOfCall)).toEqual([]);
  expect(later).toEqual(expect.arrayContaining(['leg/receiver.ts', 'leg/publisher.ts', 'state/reduce.ts']));
  // A picker needs the gesture of the person: nothing of capture waits for an import.
  expect(later.filter((file) => file.startsWith('capture/'))).toEqual([]);
});

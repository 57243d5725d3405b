import { build } from 'esbuild';
import { expect, it } from 'vitest';

const sourceFolder = new URL('../../src/', import.meta.url).pathname;

/** The files of the kit that an adapter ships which uses just this. */
async function shippedWith(names: string): Promise<readonly string[]> {
  const { metafile } = await build({
    stdin: {
      contents: `export { ${names} } from './adapter-kit.ts';`,
      resolveDir: sourceFolder,
      loader: 'ts',
    },
    bundle: true,
    format: 'esm',
    metafile: true,
    write: false,
    treeShaking: true,
    // It comes with preload, in a chunk of its own.
    external: ['*/create-leg-driver.ts'],
    conditions: ['@jackfield/source'],
    logLevel: 'silent',
  });
  return Object.values(metafile.outputs)
    .flatMap(({ inputs }) => Object.entries(inputs))
    .filter(([path, { bytesInOutput }]) => path.includes('adapter-kit/') && bytesInOutput > 0)
    .map(([path]) => path.split('adapter-kit/')[1] ?? '')
    .sort();
}

it.each([
  ['untilAborted', ['until-aborted.ts']],
  ['cloneForVendor', ['clone-for-vendor.ts']],
  ['listenTo', ['listen-to.ts']],
  ['createErrors', ['create-errors.ts']],
  ['createRosterReporter', ['create-roster-reporter.ts']],
  ['createWantedTracks', ['create-wanted-tracks.ts']],
  ['createPublicationSet', ['create-publication-set.ts', 'reconcile-sources.ts']],
  ['defineAdapter', ['check-support.ts', 'define-adapter.ts']],
])('an adapter that uses %s ships only that', async (names, files) => {
  expect(await shippedWith(names)).toEqual(files);
});

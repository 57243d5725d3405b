import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build, type Rolldown } from 'vite';
import { expect, it, vi } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Bytes after gzip, with 1,000 bytes to a kilobyte. That nothing else is fetched before the preview is seen in `e2e/alone/first-load.spec.ts`. */
const limit = 52_000;

it('loads little before the lobby is shown, and nothing of a vendor', async () => {
  // As it is shipped: tests would get Svelte's development build.
  vi.stubEnv('NODE_ENV', 'production');
  const built = await build({
    root,
    mode: 'production',
    configFile: `${root}vite.config.ts`,
    logLevel: 'silent',
    build: { write: false },
  });
  vi.unstubAllEnvs();
  const outputs = [built].flat().flatMap((one) => ('output' in one ? one.output : []));
  const chunks = outputs.filter((output) => output.type === 'chunk');
  const entry = chunks.find(({ isEntry }) => isEntry);
  const chunkOf = (file: string): Rolldown.OutputChunk => {
    const found = chunks.find(({ moduleIds }) => moduleIds.some((id) => id.endsWith(file)));
    if (!found) throw new Error(`No chunk has ${file}.`);
    return found;
  };
  if (!entry) throw new Error('The bundle has no entry.');
  const lobbies = ['p2p', 'livekit', 'aliyun'].flatMap((provider) =>
    ['en', 'zh-hans'].map((language) => ({ provider, language })),
  );
  for (const { provider, language } of lobbies) {
    // With the adapters of vendors comes what asks the server whether it serves them.
    const offer = provider === 'p2p' ? [] : [chunkOf('/src/app/server-offer.ts')];
    const adapter = chunkOf(`/adapter-${provider}/src/${provider}.ts`);
    const first = closure(chunks, [entry, adapter, ...offer, chunkOf(`/src/i18n/${language}/lobby.ts`)]);
    const sizes = first.map(({ fileName, code }) => ({ fileName, bytes: gzipSync(code).length }));
    const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0);
    console.log(
      `first load of the lobby (${provider}, ${language}): ${(total / 1000).toFixed(1)} kB of JavaScript after gzip, limit 52.0\n` +
        sizes.map(({ fileName, bytes }) => `  ${(bytes / 1000).toFixed(1)} kB ${fileName}`).join('\n'),
    );
    const vendor = first.flatMap(({ moduleIds }) =>
      moduleIds.filter((id) => /node_modules\/(?:livekit-client|aliyun-webrtc-sdk|trtc-sdk-v5)\//.test(id)),
    );
    expect(vendor).toEqual([]);
    expect(total).toBeLessThanOrEqual(limit);
  }
}, 120_000);

/** Chunks and everything that they import statically. */
function closure(
  chunks: readonly Rolldown.OutputChunk[],
  roots: readonly Rolldown.OutputChunk[],
): readonly Rolldown.OutputChunk[] {
  const found = new Set(roots);
  for (const chunk of found) {
    for (const name of chunk.imports) {
      const imported = chunks.find(({ fileName }) => fileName === name);
      if (imported) found.add(imported);
    }
  }
  return [...found];
}

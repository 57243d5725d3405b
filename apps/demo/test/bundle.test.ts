import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'vite';
import { describe, expect, it, vi } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const secretNames = [
  'ALIYUN_APP_KEY',
  'LIVEKIT_API_SECRET',
  'AGORA_APP_CERTIFICATE',
  'TRTC_SECRET_KEY',
  'P2P_SIGNING_KEY',
  'P2P_PREVIOUS_SIGNING_KEYS',
  'INVITATION',
  'TURN_SECRET',
];
const canary = (name: string): string => `canary-of-${name}-0123456789abcdef`;

/** Whether a module belongs to the server alone. */
const isServerCode = (id: string): boolean =>
  /\/packages\/(?:tokens|aliyun-emulator|trtc-emulator)\/|\/apps\/server\/|\/adapter-(?:p2p|janus)\/(?:src|dist)\/server|^node:|^__vite-browser-external|\/node_modules\/(?:@hono\/node-server|hono|pino|ws|selfsigned|uqr|jose|livekit-server-sdk|agora-token)\//.test(
    id.replaceAll('\\', '/'),
  );

interface Bundle {
  /** Every module that went in. */
  readonly modules: readonly string[];
  /** The text of every file that came out. */
  readonly text: string;
}

/** Builds the demo as it is shipped; `injected` is put in front of its entry. */
async function bundleDemo(injected = ''): Promise<Bundle> {
  const outDir = mkdtempSync(join(tmpdir(), 'jackfield-bundle-'));
  const modules: string[] = [];
  const watch: Plugin = {
    name: 'watch-modules',
    transform: (code, id) => (id.endsWith('/src/main.ts') ? `${injected}\n${code}` : null),
    generateBundle: (_options, bundle) => {
      for (const output of Object.values(bundle))
        if (output.type === 'chunk') modules.push(...output.moduleIds);
    },
  };
  try {
    await build({
      root,
      configFile: join(root, 'vite.config.ts'),
      logLevel: 'silent',
      plugins: [watch],
      build: { outDir, emptyOutDir: true },
    });
    const files = readdirSync(outDir, { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    );
    return {
      modules,
      text: files.map((file) => readFileSync(join(file.parentPath, file.name), 'latin1')).join('\n'),
    };
  } finally {
    rmSync(outDir, { recursive: true, force: true });
  }
}

describe('the bundle of the demo', () => {
  it('holds no secret of the environment and no code of the server', async () => {
    for (const name of secretNames) vi.stubEnv(name, canary(name));
    const { modules, text } = await bundleDemo();
    vi.unstubAllEnvs();
    expect(modules.length).toBeGreaterThan(50);
    expect(text.length).toBeGreaterThan(50_000);
    expect(modules.filter(isServerCode)).toEqual([]);
    for (const name of secretNames) {
      expect(text).not.toContain(canary(name));
      expect(text).not.toContain(name);
    }
  }, 60_000);

  it('would be found out', async () => {
    const signing = join(root, '../../packages/tokens/src/shared/lifetime.ts');
    const { modules, text } = await bundleDemo(
      `import { checkLifetime } from ${JSON.stringify(signing)}; console.log(checkLifetime, '${canary('INVITATION')}');`,
    );
    expect(modules.filter(isServerCode)).toContain(signing);
    expect(text).toContain(canary('INVITATION'));
  }, 60_000);
});

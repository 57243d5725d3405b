import { expect, test } from 'vitest';
import { callBetweenPages, withoutSdk } from '../src/call-between-pages.ts';
import { freePort, serveFolder } from '../src/page-server.ts';
import { createProject, type ProjectOptions } from '../src/project.ts';
import { startServer } from '../src/start-server.ts';
import { tellSize } from '../src/tell-size.ts';

const sdks = { livekit: 'livekit-client', aliyun: 'aliyun-webrtc-sdk', trtc: 'trtc-sdk-v5' };

/** One sample: what is installed and built, and how its pages are served. */
interface Sample extends ProjectOptions {
  readonly sample: string;
  /** The folder that is served as it is; left out where the sample has a server of its own. */
  readonly served?: string;
  /** The command that starts its server. */
  readonly server?: (port: string) => {
    given: readonly string[];
    env: Record<string, string>;
    ready: RegExp;
  };
}

const samples: readonly Sample[] = [
  { sample: 'vite', served: 'dist' },
  { sample: 'webpack', served: '.' },
  { sample: 'import-map', served: '.' },
  {
    sample: 'next',
    shared: 'app',
    server: (port) => ({
      given: ['node_modules/next/dist/bin/next', 'start', '--port', port, '--hostname', '127.0.0.1'],
      env: { NEXT_TELEMETRY_DISABLED: '1' },
      ready: /Ready in/u,
    }),
  },
  {
    sample: 'sveltekit',
    shared: 'src',
    server: (port) => ({ given: ['build'], env: { PORT: port, HOST: '127.0.0.1' }, ready: /Listening on/u }),
  },
];

test.for(samples)(
  '$sample: installed and built outside, two pages see and hear each other, and an SDK that is missing is named',
  async ({ served, server, ...options }) => {
    const project = await createProject(options);
    if (options.sample !== 'import-map') await project.run('npm', 'run', 'build');
    let address: string;
    if (server) {
      const port = String(await freePort());
      address = `http://127.0.0.1:${port}/`;
      await startServer({ program: process.execPath, cwd: project.directory, ...server(port) });
      // What a server sends before any script runs.
      expect(await (await fetch(address)).text()).toMatch(/<p role="status">(?:<!--.*?-->)*idle/u);
    } else address = await serveFolder(`${project.directory}/${served ?? ''}`);
    tellSize(options.sample, await callBetweenPages(address));
    for (const [provider, sdk] of Object.entries(sdks)) {
      const said = await withoutSdk(address, provider);
      expect(said).toMatch(/^sdk-missing: /u);
      expect(said).toMatch(new RegExp(`Install [^.]*${sdk}|${sdk} could not be loaded.* Install`, 'u'));
    }
  },
);

import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import { basename } from 'node:path';
import { startAliyunEmulator, type AliyunEmulator, type CredentialRequest } from '@jackfield/aliyun-emulator';
import { mediaLaunchOptions } from '@jackfield/browser';
import { build } from 'esbuild';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright';
import type { AliyunCredential } from '../../src/index.ts';
import type { RigMethods } from '../pages/rig.ts';

/** A page with a session over the adapter. */
export class Tab {
  readonly page: Page;
  readonly errors: string[] = [];

  constructor(page: Page) {
    this.page = page;
    page.on('pageerror', (error) => this.errors.push(String(error)));
  }

  rig<Name extends keyof RigMethods>(
    name: Name,
    ...parameters: Parameters<RigMethods[Name]>
  ): Promise<Awaited<ReturnType<RigMethods[Name]>>> {
    return this.page.evaluate(
      ({ name: method, parameters: given }) => {
        const call = window.rig[method] as (...all: unknown[]) => unknown;
        return call.apply(window.rig, given);
      },
      { name, parameters },
    ) as Promise<Awaited<ReturnType<RigMethods[Name]>>>;
  }
}

/** A browser, its pages, and a service of each test's own. */
export class Lab {
  readonly #browser: Browser;
  readonly #server: Server;
  readonly #origin: string;
  #contexts: BrowserContext[] = [];
  #emulator: AliyunEmulator | undefined;

  private constructor(browser: Browser, server: Server, origin: string) {
    this.#browser = browser;
    this.#server = server;
    this.#origin = origin;
  }

  static async open(): Promise<Lab> {
    const sdk = await readFile(createRequire(import.meta.url).resolve('aliyun-webrtc-sdk'), 'utf8');
    const bundle = await build({
      entryPoints: ['rig', 'bare'].map((name) => new URL(`../pages/${name}.ts`, import.meta.url).pathname),
      bundle: true,
      write: false,
      outdir: 'pages',
      format: 'esm',
      target: 'es2022',
      conditions: ['@jackfield/source'],
      // The pages carry the file by a script tag, unmodified: the adapter takes its global.
      external: ['aliyun-webrtc-sdk'],
    });
    const scripts = new Map(bundle.outputFiles.map(({ path, text }) => [basename(path), text]));
    scripts.set('sdk.js', sdk);
    const server = createServer((request, response) => {
      const name = request.url?.slice(1) ?? '';
      const script = scripts.get(name);
      if (script !== undefined) {
        response.writeHead(200, { 'content-type': 'text/javascript; charset=utf-8' }).end(script);
      } else {
        response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
        response.end(
          `<!doctype html><title>${name}</title><body><script src="/sdk.js"></script><script type="module" src="/${name}.js"></script>`,
        );
      }
    });
    const port = await new Promise<number>((resolve) => {
      server.listen(0, '127.0.0.1', () => {
        const address = server.address();
        resolve(typeof address === 'object' && address ? address.port : 0);
      });
    });
    const browser = await chromium.launch(
      mediaLaunchOptions({ args: ['--autoplay-policy=no-user-gesture-required'] }),
    );
    return new Lab(browser, server, `http://localhost:${String(port)}`);
  }

  get emulator(): AliyunEmulator {
    if (!this.#emulator) throw new Error('The service is not running.');
    return this.#emulator;
  }

  /** Each test begins with a service of its own. */
  async begin(): Promise<void> {
    this.#emulator = await startAliyunEmulator();
  }

  async tab(lifetimeSeconds = 3600): Promise<Tab> {
    const page = await this.#page('rig');
    await page.exposeFunction('fetchCredential', ({ room, userId }: { room: string; userId: string }) =>
      this.credential({ room, userId, lifetimeSeconds }),
    );
    return new Tab(page);
  }

  /** What an app's server would sign. An emulator is more lenient about lifetimes than a server, so that a test can expire one. */
  credential(request: CredentialRequest): AliyunCredential {
    const { appid, channel, userid, ...rest } = this.emulator.credential(request);
    const turn = { username: userid, password: rest.token };
    return { appId: appid, channelId: channel, userId: userid, ...rest, turn };
  }

  /** A page of the bare SDK. */
  bare(): Promise<Page> {
    return this.#page('bare');
  }

  /** Ends what the test began. */
  async clear(): Promise<void> {
    await Promise.all(this.#contexts.splice(0).map((context) => context.close()));
    await this.#emulator?.stop();
    this.#emulator = undefined;
  }

  async close(): Promise<void> {
    await this.clear();
    await this.#browser.close();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #page(name: 'rig' | 'bare'): Promise<Page> {
    const context = await this.#browser.newContext({ permissions: ['camera', 'microphone'] });
    this.#contexts.push(context);
    // The SDK's telemetry goes to hosts outside; whatever a page asks of other machines ends here.
    await context.route(
      ({ hostname }) => !hostname.endsWith('localhost') && hostname !== '127.0.0.1',
      (route) => route.abort(),
    );
    const page = await context.newPage();
    await page.goto(`${this.#origin}/${name}`);
    await page.waitForFunction((global) => global in window, name);
    return page;
  }
}

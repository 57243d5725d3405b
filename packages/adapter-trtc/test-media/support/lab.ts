import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { mediaLaunchOptions } from '@jackfield/browser';
import { servePages, type PageServer } from '@jackfield/media-lab';
import { startTrtcEmulator, type TrtcEmulator } from '@jackfield/trtc-emulator';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright';
import type { RigMethods } from '../pages/rig.ts';
import { probeControl } from './probe-control.ts';

/** A page with sessions over the adapter. */
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
  /** How often something was posted as telemetry. */
  posts = 0;
  /** What pages asked of other machines. */
  readonly outside: string[] = [];
  readonly #browser: Browser;
  readonly #pages: PageServer;
  readonly #logger: Server;
  #contexts: BrowserContext[] = [];
  #emulator: TrtcEmulator | undefined;

  constructor(browser: Browser, pages: PageServer, logger: Server) {
    this.#browser = browser;
    this.#pages = pages;
    this.#logger = logger;
    logger.on('request', (request, response) => {
      if (request.method === 'POST') this.posts += 1;
      request.resume();
      response.setHeader('access-control-allow-origin', '*');
      response.setHeader('access-control-allow-headers', '*');
      request.on('end', () => response.writeHead(200, { 'content-type': 'application/json' }).end('{}'));
    });
  }

  static async open(): Promise<Lab> {
    const pages = await servePages(
      ['rig', 'probes'].map((name) => new URL(`../pages/${name}.ts`, import.meta.url)),
    );
    const browser = await chromium.launch(
      mediaLaunchOptions({ args: ['--autoplay-policy=no-user-gesture-required'] }),
    );
    const logger = createServer();
    logger.listen(0, '127.0.0.1');
    await once(logger, 'listening');
    return new Lab(browser, pages, logger);
  }

  get emulator(): TrtcEmulator {
    if (!this.#emulator) throw new Error('The service is not running.');
    return this.#emulator;
  }

  /** Each test begins with a service of its own. */
  async begin(): Promise<void> {
    this.#emulator = await startTrtcEmulator({ controlPort: false });
    this.posts = 0;
    this.outside.length = 0;
  }

  async tab(): Promise<Tab> {
    return new Tab(await this.#page('rig', 'rig'));
  }

  /** A page that puts questions to the bare SDK. */
  probes(): Promise<Page> {
    return this.#page('probes', 'probe');
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
    await this.#pages.close();
    this.#logger.closeAllConnections();
    this.#logger.close();
  }

  async #page(name: 'rig' | 'probes', global: string): Promise<Page> {
    const context = await this.#browser.newContext({ permissions: ['camera', 'microphone'] });
    this.#contexts.push(context);
    await context.route(
      ({ hostname }) => !hostname.endsWith('localhost') && hostname !== '127.0.0.1',
      (route) => {
        this.outside.push(route.request().url());
        return route.abort();
      },
    );
    const page = await context.newPage();
    await page.exposeFunction('fetchCredential', ({ room, userId }: { room: string; userId: string }) => {
      const { sdkAppId, userSig, proxy } = this.emulator.credential({ room, userId });
      return { sdkAppId, userId, userSig, room, proxy: { ...proxy, loggerProxy: this.#loggerUrl } };
    });
    await page.exposeFunction('probeAsk', probeControl(this.emulator));
    await page.goto(`${this.#pages.origin}/${name}`);
    await page.waitForFunction((known) => known in window, global);
    return page;
  }

  get #loggerUrl(): string {
    const address = this.#logger.address();
    return `http://127.0.0.1:${String(typeof address === 'object' && address ? address.port : 0)}`;
  }
}

import { createServer, type Server } from 'node:http';
import { mediaLaunchOptions } from '@jackfield/browser';
import { build } from 'esbuild';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright';
import {
  createSignallingServer,
  type SignallingServer,
  type SignallingServerOptions,
} from '../../src/server.ts';
import type { RigMethods } from '../pages/rig.ts';

/** A page with a rig in it. */
export class Tab {
  readonly page: Page;
  readonly errors: string[] = [];

  constructor(page: Page) {
    this.page = page;
    page.on('pageerror', (error) => this.errors.push(String(error)));
    page.on('console', (line) => {
      if (line.type() === 'error') this.errors.push(line.text());
    });
  }

  /** Calls the rig in the page. */
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

/** A browser, a page server and a signalling server. */
export class Lab {
  readonly #browser: Browser;
  readonly #pages: Server;
  readonly #origin: string;
  #contexts: BrowserContext[] = [];

  private constructor(browser: Browser, pages: Server, origin: string) {
    this.#browser = browser;
    this.#pages = pages;
    this.#origin = origin;
  }

  static async open(): Promise<Lab> {
    const bundle = await build({
      entryPoints: [new URL('../pages/rig.ts', import.meta.url).pathname],
      bundle: true,
      write: false,
      format: 'esm',
      target: 'es2022',
      conditions: ['@jackfield/source'],
    });
    const script = bundle.outputFiles[0]?.text ?? '';
    const pages = createServer((request, response) => {
      if (request.url === '/rig.js')
        response.writeHead(200, { 'content-type': 'text/javascript' }).end(script);
      else
        response
          .writeHead(200, { 'content-type': 'text/html' })
          .end('<!doctype html><title>rig</title><script type="module" src="/rig.js"></script>');
    });
    const port = await new Promise<number>((resolve) => {
      pages.listen(0, '127.0.0.1', () => {
        const address = pages.address();
        resolve(typeof address === 'object' && address ? address.port : 0);
      });
    });
    const browser = await chromium.launch(
      mediaLaunchOptions({ args: ['--autoplay-policy=no-user-gesture-required'] }),
    );
    return new Lab(browser, pages, `http://127.0.0.1:${String(port)}`);
  }

  get origin(): string {
    return this.#origin;
  }

  /** Tabs of one browser context. */
  async tabs(count: number): Promise<Tab[]> {
    const context = await this.#browser.newContext({ permissions: ['camera', 'microphone'] });
    this.#contexts.push(context);
    return Promise.all(Array.from({ length: count }, () => this.#tab(context)));
  }

  async #tab(context: BrowserContext): Promise<Tab> {
    const tab = new Tab(await context.newPage());
    await tab.page.goto(this.#origin);
    await tab.page.waitForFunction(() => 'rig' in window);
    return tab;
  }

  /** Closes all tabs. */
  async clear(): Promise<void> {
    await Promise.all(this.#contexts.splice(0).map((context) => context.close()));
  }

  async close(): Promise<void> {
    await this.clear();
    await this.#browser.close();
    await new Promise((resolve) => this.#pages.close(resolve));
  }
}

/** A signalling server and its address. */
export async function startSignalling(
  options: Partial<SignallingServerOptions> = {},
): Promise<SignallingServer & { url: string }> {
  const server = createSignallingServer({ port: 0, ...options });
  const { port } = await server.listening;
  return Object.assign(server, { url: `ws://127.0.0.1:${String(port)}/signalling` });
}

import { createServer, type Server } from 'node:http';
import type { Socket } from 'node:net';
import { mediaLaunchOptions } from '@jackfield/browser';
import { basename } from 'node:path';
import { build } from 'esbuild';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright';
import { createSignallingServer, type SignallingServer } from '../../src/server.ts';
import { installCounters } from './count-open.ts';
import type { BareMethods } from '../pages/bare.ts';
import type { RigMethods } from '../pages/rig.ts';

/** A page with a rig in it, of whatever browser. */
export interface RigTab {
  /** Calls the rig in the page. */
  rig<Name extends keyof RigMethods>(
    name: Name,
    ...parameters: Parameters<RigMethods[Name]>
  ): Promise<Awaited<ReturnType<RigMethods[Name]>>>;
}

/** A page of Chromium with a rig in it. */
export class Tab implements RigTab {
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

/** A page that speaks the protocol by itself. */
export class BareTab {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  bare<Name extends keyof BareMethods>(
    name: Name,
    ...parameters: Parameters<BareMethods[Name]>
  ): Promise<Awaited<ReturnType<BareMethods[Name]>>> {
    return this.page.evaluate(
      ({ name: method, parameters: given }) => {
        const call = window.bare[method] as (...all: unknown[]) => unknown;
        return call.apply(window.bare, given);
      },
      { name, parameters },
    ) as Promise<Awaited<ReturnType<BareMethods[Name]>>>;
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
      entryPoints: ['rig', 'bare', 'others'].map(
        (name) => new URL(`../pages/${name}.ts`, import.meta.url).pathname,
      ),
      bundle: true,
      write: false,
      outdir: 'pages',
      format: 'esm',
      target: 'es2022',
      conditions: ['@jackfield/source'],
    });
    const scripts = new Map(bundle.outputFiles.map(({ path, text }) => [basename(path), text]));
    const pages = createServer((request, response) => {
      const name = request.url?.slice(1) ?? '';
      const script = scripts.get(name);
      if (script !== undefined) response.writeHead(200, { 'content-type': 'text/javascript' }).end(script);
      else {
        const page = `<!doctype html><title>${name}</title><script type="module" src="/${name}.js"></script>`;
        response.writeHead(200, { 'content-type': 'text/html' }).end(page);
      }
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
    await tab.page.addInitScript(installCounters);
    await tab.page.goto(`${this.#origin}/rig`);
    await tab.page.waitForFunction(() => 'rig' in window);
    return tab;
  }

  /** A page without the adapter, in a browser context of its own. */
  async bare(): Promise<BareTab> {
    const context = await this.#browser.newContext({ permissions: ['camera', 'microphone'] });
    this.#contexts.push(context);
    const tab = new BareTab(await context.newPage());
    await tab.page.goto(`${this.#origin}/bare`);
    await tab.page.waitForFunction(() => 'bare' in window);
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

/** A signalling server on an HTTP server of its own, so that a test can let it crash. */
export async function startSignalling({ port: wanted = 0 }: { port?: number } = {}): Promise<
  SignallingServer & { url: string; port: number; crash: () => void }
> {
  const http = createServer();
  const sockets = new Set<Socket>();
  http.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  const port = await new Promise<number>((resolve) => {
    http.listen(wanted, '127.0.0.1', () => {
      const address = http.address();
      resolve(typeof address === 'object' && address ? address.port : 0);
    });
  });
  const server = createSignallingServer({ server: http });
  const crash = (): void => {
    http.close();
    http.removeAllListeners('upgrade');
    for (const socket of sockets) socket.destroy();
  };
  const close = async (): Promise<void> => {
    await server.close();
    crash();
  };
  return { ...server, close, crash, port, url: `ws://127.0.0.1:${port}/signalling` };
}

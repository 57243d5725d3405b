import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import { once } from 'node:events';

import { mediaLaunchOptions } from '@jackfield/browser';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright';

import { installHarness } from './install-harness.ts';

/** A browser, and a server of pages that carry the unmodified SDK. */
export class BrowserRig {
  readonly #browser: Browser;
  readonly #server: Server;
  readonly #origin: string;

  private constructor(browser: Browser, server: Server, origin: string) {
    this.#browser = browser;
    this.#server = server;
    this.#origin = origin;
  }

  static async start(): Promise<BrowserRig> {
    const sdk = await readFile(createRequire(import.meta.url).resolve('aliyun-webrtc-sdk'));
    const server = createServer((request, response) => {
      if (request.url === '/sdk.js')
        response.writeHead(200, { 'content-type': 'text/javascript; charset=utf-8' }).end(sdk);
      else if (request.url === '/' || request.url === '/bare') {
        const script = request.url === '/' ? '<script src="/sdk.js"></script>' : '';
        response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
        response.end(`<!doctype html><meta charset="utf-8"><title>test</title><body>${script}</body>`);
      } else response.writeHead(404).end();
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const browser = await chromium.launch(
      mediaLaunchOptions({ args: ['--autoplay-policy=no-user-gesture-required'] }),
    );
    return new BrowserRig(browser, server, `http://localhost:${port}`);
  }

  get browser(): Browser {
    return this.#browser;
  }

  async context(): Promise<BrowserContext> {
    const context = await this.#browser.newContext({ permissions: ['camera', 'microphone'] });
    // The SDK's telemetry goes to hosts outside; whatever a page asks of other machines ends here.
    await context.route(
      (url) => !url.hostname.endsWith('localhost') && url.hostname !== '127.0.0.1',
      (route) => route.abort(),
    );
    await context.addInitScript(installHarness);
    return context;
  }

  async page(context: BrowserContext, path: '/' | '/bare' = '/'): Promise<Page> {
    const page = await context.newPage();
    await page.goto(`${this.#origin}${path}`);
    return page;
  }

  async stop(): Promise<void> {
    await this.#browser.close();
    this.#server.close();
    this.#server.closeAllConnections();
  }
}

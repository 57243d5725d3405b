import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import { once } from 'node:events';

import { mediaLaunchOptions } from '@jackfield/browser';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright';

import { installHarness } from './install-harness.ts';

/** A browser, and a server of pages that carry the unmodified SDK. */
export class BrowserRig {
  /** Addresses that pages asked for outside this machine; the SDK must not need any. */
  readonly outside: string[] = [];
  readonly #browser: Browser;
  readonly #server: Server;
  readonly #origin: string;

  constructor(browser: Browser, server: Server, origin: string) {
    this.#browser = browser;
    this.#server = server;
    this.#origin = origin;
  }

  static async start(): Promise<BrowserRig> {
    const sdk = await readFile(createRequire(import.meta.url).resolve('trtc-sdk-v5'));
    const server = createServer((request, response) => {
      if (request.url === '/sdk.js')
        response.writeHead(200, { 'content-type': 'text/javascript; charset=utf-8' }).end(sdk);
      else if (request.url === '/') {
        response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
        response.end(
          '<!doctype html><meta charset="utf-8"><title>test</title><body><script src="/sdk.js"></script></body>',
        );
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

  async page(): Promise<Page> {
    const context: BrowserContext = await this.#browser.newContext({
      permissions: ['camera', 'microphone'],
    });
    await context.route(
      (url) => !url.hostname.endsWith('localhost') && url.hostname !== '127.0.0.1',
      (route) => {
        this.outside.push(route.request().url());
        return route.abort();
      },
    );
    await context.addInitScript(installHarness);
    const page = await context.newPage();
    await page.goto(this.#origin);
    return page;
  }

  async stop(): Promise<void> {
    await this.#browser.close();
    this.#server.close();
    this.#server.closeAllConnections();
  }
}

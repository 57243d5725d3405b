import { createServer, type Server } from 'node:http';
import { basename } from 'node:path';
import { mediaLaunchOptions } from '@jackfield/browser';
import { startLivekitServer, type LivekitServer, type LivekitServerOptions } from '@jackfield/livekit-server';
import { build } from 'esbuild';
import { AccessToken, RoomServiceClient, type VideoGrant } from 'livekit-server-sdk';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright';
import { putOut } from '../../test-contract/server/put-out.ts';
import type { BareMethods } from '../pages/bare.ts';
import type { LivekitModeration } from '../../src/index.ts';
import type { RigJoin } from '../pages/rig-join.ts';
import type { RigMethods } from '../pages/rig.ts';

type Method<Methods, Name extends keyof Methods> = Methods[Name] extends (...all: infer Given) => infer Result
  ? (...all: Given) => Promise<Awaited<Result>>
  : never;

/** A page's object as the test process calls it. */
export type Remote<Methods> = { readonly page: Page; readonly errors: readonly string[] } & {
  readonly [Name in keyof Methods]: Method<Methods, Name>;
};

/** How a token is made out. */
export interface TokenWish {
  readonly room: string;
  readonly userId: string;
  readonly name?: string;
  readonly role?: string;
  readonly ttlSeconds?: number;
  readonly grant?: VideoGrant;
}

/** The parts of a lab. */
export interface LabOptions extends LivekitServerOptions {
  /** The package that pages take for `livekit-client`: another version than the newest. */
  readonly sdk?: 'livekit-client-oldest';
}

/** A browser, a page server and a real LiveKit server. */
export class Lab {
  server: LivekitServer;
  readonly #browser: Browser;
  readonly #pages: Server;
  readonly #origin: string;
  readonly #contexts: BrowserContext[] = [];

  private constructor(parts: { server: LivekitServer; browser: Browser; pages: Server; origin: string }) {
    this.server = parts.server;
    this.#browser = parts.browser;
    this.#pages = parts.pages;
    this.#origin = parts.origin;
  }

  static async open({ sdk, ...options }: LabOptions = {}): Promise<Lab> {
    const server = await startLivekitServer(options);
    const bundle = await build({
      entryPoints: {
        rig: new URL('../pages/rig.ts', import.meta.url).pathname,
        bare: new URL('../pages/bare.ts', import.meta.url).pathname,
        'encryption-worker': 'livekit-client/e2ee-worker',
      },
      bundle: true,
      write: false,
      outdir: 'pages',
      format: 'esm',
      target: 'es2022',
      conditions: ['@jackfield/source'],
      ...(sdk === undefined ? {} : { alias: { 'livekit-client': sdk } }),
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
    return new Lab({ server, browser, pages, origin: `http://127.0.0.1:${String(port)}` });
  }

  /** A page with a session. */
  rig(): Promise<Remote<RigMethods>> {
    return this.#open('rig');
  }

  /** A page with the vendor's SDK alone. */
  bare(): Promise<Remote<BareMethods>> {
    return this.#open('bare');
  }

  async #open<Methods>(name: 'rig' | 'bare'): Promise<Remote<Methods>> {
    const context = await this.#browser.newContext();
    this.#contexts.push(context);
    const page = await context.newPage();
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(String(error)));
    await page.exposeFunction('moderate', (request: LivekitModeration) => this.#moderate(request));
    await page.goto(`${this.#origin}/${name}`);
    await page.waitForFunction((key) => key in window, name);
    const call = (method: string, given: readonly unknown[]): Promise<unknown> =>
      page.evaluate(
        ({ key, method: wanted, given: parameters }) => {
          const owner: unknown = Reflect.get(window, key);
          const run = Reflect.get(Object(owner), wanted) as (...all: unknown[]) => unknown;
          return run.apply(owner, parameters);
        },
        { key: name, method, given: [...given] },
      );
    const own = { page, errors };
    return new Proxy(own, {
      // A promise asks for `then` of whatever it resolves with.
      get: (_, key) =>
        typeof key !== 'string' || key === 'then' || key in own
          ? (Reflect.get(own, key) as unknown)
          : (...given: unknown[]) => call(key, given),
    }) as Remote<Methods>;
  }

  /** The server's API. */
  api(): RoomServiceClient {
    const { url, apiKey, apiSecret } = this.server;
    return new RoomServiceClient(url.replace('ws:', 'http:'), apiKey, apiSecret);
  }

  /** What the app's own server does: here, for everybody who asks. */
  async #moderate(request: LivekitModeration): Promise<void> {
    const api = this.api();
    if (request.action === 'kick') await putOut(api, request.room, request.userId);
    else if (request.action === 'close-room') await putOut(api, request.room);
    else await api.mutePublishedTrack(request.room, request.userId, request.trackSid, true);
  }

  /** The last lines of the server, each cut to what a reader can take in. */
  log(): string {
    return this.server
      .log()
      .split('\n')
      .slice(-15)
      .map((line) => line.slice(0, 200))
      .join('\n');
  }

  /** A token as an app's server would mint it. */
  async token({ room, userId, name, role, ttlSeconds = 600, grant = {} }: TokenWish): Promise<string> {
    const access = new AccessToken(this.server.apiKey, this.server.apiSecret, {
      identity: userId,
      ttl: ttlSeconds,
      ...(name === undefined ? {} : { name }),
      ...(role === undefined ? {} : { attributes: { role } }),
    });
    access.addGrant({
      roomJoin: true,
      room,
      canPublish: true,
      canSubscribe: true,
      canPublishData: true,
      ...grant,
    });
    return access.toJwt();
  }

  /** What a page needs to join. */
  async ticket(wish: TokenWish & Omit<RigJoin, 'url' | 'token'>): Promise<RigJoin> {
    return { ...wish, url: this.server.url, token: await this.token(wish) };
  }

  /** The server dies and comes back at the same address, with no memory; on wish with another secret, so that it knows no token. */
  async restartServer({
    apiSecret = this.server.apiSecret,
  }: { readonly apiSecret?: string } = {}): Promise<void> {
    const { port, apiKey } = this.server;
    await this.server.stop();
    this.server = await startLivekitServer({ port, keys: { apiKey, apiSecret } });
  }

  /** Closes all pages. */
  async clear(): Promise<void> {
    await Promise.all(this.#contexts.splice(0).map((context) => context.close()));
  }

  async close(): Promise<void> {
    await this.clear();
    await this.#browser.close();
    await new Promise((resolve) => this.#pages.close(resolve));
    await this.server.stop();
  }
}

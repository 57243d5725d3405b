import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { fileURLToPath } from 'node:url';
import { mediaLaunchOptions } from '@jackfield/browser';
import { mintTrtc, type TrtcCredential, type TrtcSecrets } from '@jackfield/tokens/trtc';
import { startTrtcEmulator, type TrtcEmulator } from '@jackfield/trtc-emulator';
import { build } from 'esbuild';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright';
import type { CallerMethods } from '../pages/caller.ts';

/** Somebody's page. */
export class Caller {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  ask<Name extends keyof CallerMethods>(
    name: Name,
    ...parameters: Parameters<CallerMethods[Name]>
  ): Promise<Awaited<ReturnType<CallerMethods[Name]>>> {
    return this.#page.evaluate(
      ({ name: method, parameters: given }) => {
        const call = window.caller[method] as (...all: unknown[]) => unknown;
        return call.apply(window.caller, given);
      },
      { name, parameters },
    ) as Promise<Awaited<ReturnType<CallerMethods[Name]>>>;
  }
}

/** The service, real or emulated, and a browser with people in it. */
export class Stage {
  /** The room that everybody meets in: nobody else has it. */
  readonly room: string = `jackfield-${String(Date.now())}`;
  /** Hosts that pages asked. */
  readonly hosts: Set<string> = new Set();
  /** Everything that a browser was given. */
  readonly given: string[] = [];
  readonly secrets: TrtcSecrets;
  readonly #emulator: TrtcEmulator | undefined;
  readonly #browser: Browser;
  readonly #server: Server;
  #contexts: BrowserContext[] = [];

  constructor(parts: {
    secrets: TrtcSecrets;
    emulator: TrtcEmulator | undefined;
    browser: Browser;
    server: Server;
    script: string;
  }) {
    this.secrets = parts.secrets;
    this.#emulator = parts.emulator;
    this.#browser = parts.browser;
    this.#server = parts.server;
    this.given.push(parts.script);
  }

  /** Opens it over an account; over the emulator where there is none. */
  static async open(account: TrtcSecrets | undefined): Promise<Stage> {
    const emulator = account ? undefined : await startTrtcEmulator({ controlPort: false });
    const [app] = emulator?.apps ?? [];
    const proxy = emulator && { websocketProxy: emulator.url, loggerProxy: emulator.loggerUrl };
    const secrets = account ?? (app && { ...app, proxy });
    if (!secrets) throw new Error('The emulator has an application unless it is told otherwise.');
    const script = await bundle();
    const server = createServer((request, response) => {
      const isScript = request.url === '/caller.js';
      response.writeHead(200, {
        'content-type': isScript ? 'text/javascript; charset=utf-8' : 'text/html; charset=utf-8',
      });
      response.end(
        isScript
          ? script
          : '<!doctype html><title>caller</title><link rel="icon" href="data:,"><body><script type="module" src="/caller.js"></script>',
      );
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const browser = await chromium.launch(
      mediaLaunchOptions({ args: ['--autoplay-policy=no-user-gesture-required'] }),
    );
    return new Stage({ secrets, emulator, browser, server, script });
  }

  get name(): string {
    return this.#emulator ? 'the emulator: a dry run' : "Tencent's service";
  }

  /** What the app's server would sign for somebody; with `change`, what it should not. */
  credential(
    userId: string,
    change: { secretKey?: string; sdkAppId?: number; expired?: boolean } = {},
  ): TrtcCredential {
    const { expired = false, ...other } = change;
    const past = expired ? { now: Date.now() - 7_200_000 } : {};
    const request = { room: this.room, userId, lifetimeSeconds: 3_600 };
    const { credential } = mintTrtc(request, { ...this.secrets, ...other }, past);
    // Applications without "permission key" refuse none of it; those with it are told by their own refusals.
    const { privateMapKey: _unused, ...rest } = credential;
    const given = rest as TrtcCredential;
    this.given.push(JSON.stringify(given));
    return given;
  }

  /** A page of somebody's own. */
  async caller(): Promise<Caller> {
    const context = await this.#browser.newContext({ permissions: ['camera', 'microphone'] });
    this.#contexts.push(context);
    const page = await context.newPage();
    const note = (url: string): void => void this.hosts.add(new URL(url).host);
    page.on('request', (request) => {
      if (/^https?:/.test(request.url())) note(request.url());
    });
    page.on('websocket', (socket) => {
      note(socket.url());
    });
    const address = this.#server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    await page.goto(`http://localhost:${String(port)}/`);
    await page.waitForFunction(() => 'caller' in window);
    return new Caller(page);
  }

  /** Ends what an item began. */
  async clear(): Promise<void> {
    await Promise.all(this.#contexts.splice(0).map((context) => context.close()));
  }

  async close(): Promise<void> {
    await this.clear();
    await this.#browser.close();
    await this.#emulator?.stop();
    this.#server.closeAllConnections();
    this.#server.close();
  }
}

async function bundle(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('../pages/caller.ts', import.meta.url))],
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    conditions: ['@jackfield/source'],
  });
  return outputFiles[0]?.text ?? '';
}

import { startAliyunEmulator, type AliyunEmulator, type CredentialRequest } from '@jackfield/aliyun-emulator';
import { mediaLaunchOptions } from '@jackfield/browser';
import { servePages, type PageServer } from '@jackfield/media-lab';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright';
import type { AliyunCredential } from '../../src/index.ts';
import type { RigMethods } from '../pages/rig.ts';
import { probeControl } from './probe-control.ts';

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
  readonly #pages: PageServer;
  #contexts: BrowserContext[] = [];
  #emulator: AliyunEmulator | undefined;

  private constructor(browser: Browser, pages: PageServer) {
    this.#browser = browser;
    this.#pages = pages;
  }

  static async open(): Promise<Lab> {
    const pages = await servePages(
      ['rig', 'bare', 'probes'].map((name) => new URL(`../pages/${name}.ts`, import.meta.url)),
    );
    const browser = await chromium.launch(
      mediaLaunchOptions({ args: ['--autoplay-policy=no-user-gesture-required'] }),
    );
    return new Lab(browser, pages);
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

  /** A page that puts questions to the bare SDK. */
  async probes(): Promise<Page> {
    const page = await this.#page('probes', 'probe');
    await page.exposeFunction('probeAsk', probeControl(this.emulator));
    return page;
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
  }

  async #page(name: 'rig' | 'bare' | 'probes', global: string = name): Promise<Page> {
    const context = await this.#browser.newContext({ permissions: ['camera', 'microphone'] });
    this.#contexts.push(context);
    // The SDK's telemetry goes to hosts outside; whatever a page asks of other machines ends here.
    await context.route(
      ({ hostname }) => !hostname.endsWith('localhost') && hostname !== '127.0.0.1',
      (route) => route.abort(),
    );
    const page = await context.newPage();
    await page.goto(`${this.#pages.origin}/${name}`);
    await page.waitForFunction((known) => known in window, global);
    return page;
  }
}

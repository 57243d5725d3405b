import { randomUUID } from 'node:crypto';
import { mediaLaunchOptions } from '@jackfield/browser';
import { chromium, type Browser, type BrowserContext } from 'playwright';
import { Side } from './side.ts';
import { servePages, type Pages } from './serve-pages.ts';
import type { LiveService } from './service.ts';
import { TokenDesk } from './token-desk.ts';
import type { FarMethods } from '../pages/far.ts';
import type { NearMethods } from '../pages/near.ts';

/** Where the SDK reports to; a page's content policy would refuse it, and so does the stage. */
const telemetry = /(?:^|\.)log\.aliyuncs\.com$|^logprod\.aliyuncs\.com$/;

/** The near side: a session over the adapter. */
export type NearSide = Side<NearMethods>;
/** The far side: the bare SDK. */
export type FarSide = Side<FarMethods>;

/** What a side asked of a host outside, since the stage was opened. */
export interface Asked {
  readonly side: 'near' | 'far';
  readonly host: string;
  readonly refused: boolean;
  times: number;
}

/** A browser with pages that call each other, and the service between them. */
export class Stage {
  readonly service: LiveService;
  readonly desk: TokenDesk;
  readonly #browser: Browser;
  readonly #pages: Pages;
  #contexts: BrowserContext[] = [];
  readonly #asked = new Map<string, Asked>();

  private constructor(parts: { service: LiveService; desk: TokenDesk; browser: Browser; pages: Pages }) {
    this.service = parts.service;
    this.desk = parts.desk;
    this.#browser = parts.browser;
    this.#pages = parts.pages;
  }

  static async open(service: LiveService): Promise<Stage> {
    const desk = new TokenDesk(service.secrets);
    const pages = await servePages(desk);
    const args = ['--autoplay-policy=no-user-gesture-required'];
    const browser = await chromium.launch(mediaLaunchOptions({ args }));
    return new Stage({ service, desk, browser, pages });
  }

  /** The browser's version. */
  get browserVersion(): string {
    return this.#browser.version();
  }

  /** A room that nobody used before. */
  room(): string {
    return `jackfield-${randomUUID().slice(0, 13)}`;
  }

  /** A page with a session, in a browser context of its own. */
  near(): Promise<NearSide> {
    return this.#open<NearMethods>('near');
  }

  /** A page of the bare SDK, in a browser context of its own. */
  far(): Promise<FarSide> {
    return this.#open<FarMethods>('far');
  }

  /** Every host outside that pages asked since this was called last, and whether the stage let it through. */
  takeAsked(): readonly Asked[] {
    const asked = [...this.#asked.values()];
    this.#asked.clear();
    return asked;
  }

  /** Everything that browsers were given by this programme. */
  get given(): readonly string[] {
    return this.#pages.given;
  }

  /** Closes the pages of an item. Their calls end as with a closed tab. */
  async clear(): Promise<void> {
    await Promise.all(this.#contexts.splice(0).map((context) => context.close()));
  }

  async close(): Promise<void> {
    await this.clear();
    await this.#browser.close();
    await this.#pages.close();
  }

  async #open<Methods>(name: 'near' | 'far'): Promise<Side<Methods>> {
    const context = await this.#browser.newContext({ permissions: ['camera', 'microphone'] });
    this.#contexts.push(context);
    const refuses = (address: string): boolean => {
      const { hostname } = new URL(address);
      const own = hostname === 'localhost' || hostname.endsWith('.localhost') || hostname === '127.0.0.1';
      const refused = !own && (telemetry.test(hostname) || !this.service.real);
      if (!own) {
        const key = `${name} ${hostname}`;
        const known = this.#asked.get(key) ?? { side: name, host: hostname, refused, times: 0 };
        known.times += 1;
        this.#asked.set(key, known);
      }
      return refused;
    };
    await context.route('**', (route) => (refuses(route.request().url()) ? route.abort() : route.continue()));
    await context.routeWebSocket(/./, async (socket) => {
      if (refuses(socket.url())) await socket.close();
      else socket.connectToServer();
    });
    const page = await context.newPage();
    await page.goto(`${this.#pages.origin}/${name}`);
    await page.waitForFunction((global) => global in window, name);
    return new Side<Methods>(page, name);
  }
}

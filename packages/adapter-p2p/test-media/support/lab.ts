import { mediaLaunchOptions } from '@jackfield/browser';
import { servePages, type PageServer } from '@jackfield/media-lab';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright';
import type { RigMethods } from '../pages/rig.ts';
import { installCounters } from './count-open.ts';

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

/** A browser, a page server and a signalling server. */
export class Lab {
  readonly #browser: Browser;
  readonly #pages: PageServer;
  #contexts: BrowserContext[] = [];

  private constructor(browser: Browser, pages: PageServer) {
    this.#browser = browser;
    this.#pages = pages;
  }

  static async open(): Promise<Lab> {
    const pages = await servePages(
      ['rig', 'others', 'sessions', 'negotiation', 'app'].map(
        (name) => new URL(`../pages/${name}.ts`, import.meta.url),
      ),
    );
    const browser = await chromium.launch(
      mediaLaunchOptions({ args: ['--autoplay-policy=no-user-gesture-required'] }),
    );
    return new Lab(browser, pages);
  }

  get origin(): string {
    return this.#pages.origin;
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
    await tab.page.goto(`${this.origin}/rig`);
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
    await this.#pages.close();
  }
}

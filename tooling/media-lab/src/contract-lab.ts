import { mediaLaunchOptions } from '@jackfield/browser';
import { chromium } from 'playwright';
import { ContractTab, type Answer } from './contract-tab.ts';
import { servePages } from './page-server.ts';

/** What a page is run with. */
export interface ContractLabOptions {
  /** The script of the page, which calls `serveContract`. */
  readonly page: URL;
  /** Scripts that the page loads by name, such as those of workers, served beside it. */
  readonly scripts?: readonly URL[] | undefined;
  /** Added to the page's address, for pages that can do several things. */
  readonly query?: string | undefined;
  /** Does what the vendor's world asks the test process for. */
  readonly answer?: Answer | undefined;
  /** Flags for Chromium beside the usual ones. */
  readonly flags?: readonly string[] | undefined;
}

/** A browser with a page that runs the contract. */
export interface ContractLab {
  /** The browser's name and version. */
  readonly browser: string;
  /** Opens the page in a tab with a context of its own. */
  open(): Promise<ContractTab>;
  /** Closes everything. */
  close(): Promise<void>;
}

/** Bundles and serves a page and starts a browser for it. */
export async function openContractLab(options: ContractLabOptions): Promise<ContractLab> {
  const { page, scripts = [], query = '', answer = () => undefined, flags = [] } = options;
  const pages = await servePages([page, ...scripts]);
  const args = ['--autoplay-policy=no-user-gesture-required', ...flags];
  const browser = await chromium.launch(mediaLaunchOptions({ args }));
  const name = page.pathname.split('/').at(-1)?.replace(/\.ts$/, '') ?? '';
  return {
    browser: `Chromium ${browser.version()}`,
    open: () => ContractTab.open(browser, `${pages.origin}/${name}${query}`, answer),
    async close() {
      await browser.close();
      await pages.close();
    },
  };
}

import { mediaLaunchOptions } from '@jackfield/browser';
import { clauses as order, createReport, type ClauseResult } from '@jackfield/contract';
import { chromium } from 'playwright';
import { afterAll, describe, expect, it } from 'vitest';
import { ContractTab, type Answer } from './contract-tab.ts';
import { keepReport } from './keep-report.ts';
import { servePages } from './page-server.ts';

/** What is described. */
export interface BrowserContractOptions {
  /** The script of the page, which calls `serveContract`. */
  readonly page: URL;
  /** Added to the page's address, for pages that can do several things. */
  readonly query?: string | undefined;
  /** Does what the vendor's world asks the test process for. */
  readonly answer?: Answer | undefined;
  /** Flags for Chromium beside the usual ones. */
  readonly flags?: readonly string[] | undefined;
  /** Runs after all. */
  readonly close?: (() => Promise<void>) | undefined;
}

/**
 * One test for each clause that applies to the adapter of a page, in a real browser; one more pins in a snapshot which
 * clauses do not run and why. Await it at the top of a test file. Tests run as many at a time as vitest's `maxConcurrency`
 * says, each in a tab of its own.
 */
export async function describeBrowserContract(options: BrowserContractOptions): Promise<void> {
  const { page, query = '', answer = () => undefined, flags = [] } = options;
  const pages = await servePages([page]);
  const args = ['--autoplay-policy=no-user-gesture-required', ...flags];
  const browser = await chromium.launch(mediaLaunchOptions({ args }));
  const name = page.pathname.split('/').at(-1)?.replace(/\.ts$/, '') ?? '';
  const open = (): Promise<ContractTab> =>
    ContractTab.open(browser, `${pages.origin}/${name}${query}`, answer);
  const idle: ContractTab[] = [];
  const first = await open();
  const { about, clauses } = await first.plan();
  idle.push(first);

  describe(`contract: ${about.name}`, () => {
    const results = new Map<string, ClauseResult>();
    for (const { id, title, level, notRun } of clauses) {
      if (notRun) {
        results.set(id, { id, title, level, ...notRun });
        continue;
      }
      it.concurrent(`${id} ${title}`, async () => {
        const tab = idle.pop() ?? (await open());
        try {
          await tab.run(id);
          idle.push(tab);
          results.set(id, { id, title, level, status: 'passed' });
        } catch (error) {
          const reason = error instanceof Error ? error.message : String(error);
          results.set(id, { id, title, level, status: 'failed', reason });
          // Whatever it left behind goes with the tab.
          await tab.close();
          throw error;
        }
      });
    }
    it('runs every clause but those that a reviewer has seen', () => {
      const left = [...results.values()]
        .filter(({ status }) => status === 'not-applicable' || status === 'not-drivable')
        .filter(({ reason }) => reason?.endsWith('run elsewhere') === false)
        .map(({ id, status, reason = '' }) => `${id} ${status}: ${reason}`)
        .sort();
      expect(left).toMatchSnapshot();
    });
    afterAll(async () => {
      const known = order.flatMap(({ id }) => results.get(id) ?? []);
      // A run of a few clauses only says nothing of the adapter.
      if (known.length === order.length) keepReport(createReport({ ...about }, known));
      await browser.close();
      await pages.close();
      await options.close?.();
    });
  });
}

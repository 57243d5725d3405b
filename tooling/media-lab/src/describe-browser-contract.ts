import type { PlannedClause } from '@jackfield/contract/browser';
import { clauses as order, createReport, type ClauseResult } from '@jackfield/contract';
import { afterAll, describe, expect, it } from 'vitest';
import { openContractLab, type ContractLabOptions } from './contract-lab.ts';
import type { ContractTab } from './contract-tab.ts';
import { installedVersion } from './installed-version.ts';
import { keepReport } from './keep-report.ts';
import { leftOutClauses } from './left-out-clauses.ts';

/** What is described. */
export interface BrowserContractOptions extends ContractLabOptions {
  /** Chooses clauses, where the others run elsewhere. All, where left out. */
  readonly only?: ((clause: PlannedClause) => boolean) | undefined;
  /**
   * A file beside the snapshots for the list of what does not run, where the same tests run another choice at times: of two snapshots
   * in one file the one that is not looked at would be obsolete.
   */
  readonly listed?: string | undefined;
  /** The package of the vendor's SDK: a report says the version that is installed, which is what the page bundles. */
  readonly sdk?: string | undefined;
  /** The server that the pages call, with its version. */
  readonly server?: string | undefined;
  /** Runs after all. */
  readonly close?: (() => Promise<void>) | undefined;
}

/** As the plan says it of clauses about core alone. */
const elsewhere = { status: 'not-applicable', reason: 'run elsewhere' } as const;

/**
 * One test for each clause that applies to the adapter of a page, in a real browser; one more pins in a snapshot which
 * clauses do not run and why. Await it at the top of a test file. Tests run as many at a time as vitest's `maxConcurrency`
 * says, each in a tab of its own.
 */
export async function describeBrowserContract(options: BrowserContractOptions): Promise<void> {
  const lab = await openContractLab(options);
  const idle: ContractTab[] = [];
  const first = await lab.open();
  const { about, clauses } = await first.plan();
  idle.push(first);
  const leftOut = leftOutClauses(about.name);

  describe(`contract: ${about.name}`, () => {
    const results = new Map<string, ClauseResult>();
    for (const clause of clauses) {
      const { id, title, level } = clause;
      // What runs nowhere is in the snapshot, whatever is left out.
      const isLeftOut = clause.notRun === undefined && leftOut?.test(id) === true;
      const notRun = options.only?.(clause) === false || isLeftOut ? elsewhere : clause.notRun;
      if (notRun) {
        results.set(id, { id, title, level, ...notRun });
        continue;
      }
      it.concurrent(`${id} ${title}`, async () => {
        const tab = idle.pop() ?? (await lab.open());
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
    it('runs every clause but those that a reviewer has seen', async () => {
      const left = [...results.values()]
        .filter(({ status }) => status === 'not-applicable' || status === 'not-drivable')
        .filter(({ reason }) => reason?.endsWith('run elsewhere') === false)
        .map(({ id, status, reason = '' }) => `${id} ${status}: ${reason}`)
        .sort();
      const stays = about.residue.map(
        ({ kind, atMost, reason }) => `stays open: at most ${String(atMost)} ${kind}: ${reason}`,
      );
      const { listed } = options;
      if (listed === undefined) expect([...left, ...stays]).toMatchSnapshot();
      else await expect(`${[...left, ...stays].join('\n')}\n`).toMatchFileSnapshot(`__snapshots__/${listed}`);
    });
    afterAll(async () => {
      const known = order.flatMap(({ id }) => results.get(id) ?? []);
      // A run of a few clauses only says nothing of the adapter.
      if (known.length === order.length)
        keepReport(createReport({ ...about, ...triedOn(options), browser: lab.browser }, known));
      await lab.close();
      await options.close?.();
    });
  });
}

function triedOn({ sdk, server, page }: BrowserContractOptions): { server?: string; sdkVersion?: string } {
  return {
    ...(server && { server }),
    ...(sdk && { sdkVersion: `${sdk} ${installedVersion(sdk, page)}` }),
  };
}

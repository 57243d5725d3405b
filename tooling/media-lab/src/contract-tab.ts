import type { SaboteurName } from '@jackfield/contract';
import type { ContractPage, PlannedClause } from '@jackfield/contract/browser';
import type { Browser, Page } from 'playwright';

/** What the test process does for the vendor's world in a page. Values and results are plain data. */
export type Answer = (name: string, values: readonly unknown[]) => unknown;

/** A tab that runs the contract. */
export class ContractTab {
  /** Opens one in a context of its own. */
  static async open(browser: Browser, url: string, answer: Answer): Promise<ContractTab> {
    const context = await browser.newContext({ permissions: ['camera', 'microphone'] });
    const page = await context.newPage();
    const tab = new ContractTab(page);
    await page.exposeFunction('jackfieldAsk', answer);
    await page.goto(url);
    await page.waitForFunction(() => 'jackfieldContract' in window);
    return tab;
  }

  readonly #page: Page;
  #problems: string[] = [];
  /** Requests without an answer: no fault by themselves, but they may be why a clause fails. */
  #unanswered: string[] = [];

  private constructor(page: Page) {
    this.#page = page;
    page.on('pageerror', (error) => this.#problems.push(String(error)));
    page.on('requestfailed', (request) =>
      this.#unanswered.push(
        `No answer from ${request.url()}: ${request.failure()?.errorText ?? 'no reason'}`,
      ),
    );
    page.on('crash', () => this.#problems.push('The tab crashed.'));
  }

  /** What is tested, and which clauses run. */
  plan(): Promise<{ readonly about: ContractPage['about']; readonly clauses: readonly PlannedClause[] }> {
    return this.#page.evaluate(() => {
      const contract = Reflect.get(window, 'jackfieldContract') as ContractPage;
      return { about: contract.about, clauses: contract.plan() };
    });
  }

  /** Runs a clause. Throws what is wrong, with the errors that nobody in the page awaited. */
  async run(id: string, saboteur?: SaboteurName): Promise<void> {
    this.#problems = [];
    this.#unanswered = [];
    const wrong = await this.#page.evaluate(
      ({ clause, lie }) => (Reflect.get(window, 'jackfieldContract') as ContractPage).run(clause, lie),
      { clause: id, lie: saboteur },
    );
    const all = [...(wrong === undefined ? [] : [wrong]), ...this.#problems];
    if (all.length > 0) throw new Error([...all, ...this.#unanswered].join('\n'));
  }

  /** Closes it with its context. */
  close(): Promise<void> {
    return this.#page.context().close();
  }
}

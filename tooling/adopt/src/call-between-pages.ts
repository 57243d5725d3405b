import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { mediaLaunchOptions } from '@jackfield/browser';
import { chromium, type BrowserContext, type Page } from 'playwright';
import { expect, onTestFinished } from 'vitest';

const knownMedia = readFileSync(new URL('../samples/known-media.js', import.meta.url), 'utf8');
const people = { ann: { hue: 0, tone: 500 }, ben: { hue: 240, tone: 1250 } };
const waiting = { timeout: 30_000 };

/** A page of a sample, with what it has loaded. */
interface Opened {
  readonly page: Page;
  /** The bytes of scripts that came, each compressed by itself, in kB. */
  kilobytes(): Promise<number>;
}

/**
 * Opens a sample in two pages of one browser, and waits until each sees the other's colour and hears the other's tone. Gives what a page
 * loads. A sample that does not join by itself has a button for it, which is named.
 */
export async function callBetweenPages(
  address: string,
  { button }: { readonly button?: string | undefined } = {},
): Promise<number> {
  const context = await openBrowser();
  const [ann, ben] = await Promise.all([
    open(context, `${address}?user=ann`),
    open(context, `${address}?user=ben`),
  ]);
  if (button !== undefined)
    for (const { page } of [ann, ben]) await page.getByRole('button', { name: button, exact: true }).click();
  for (const [{ page }, other] of [
    [ann, 'ben'],
    [ben, 'ann'],
  ] as const) {
    await expect.poll(() => ask(page, 'hueOf', `video[data-user=${other}]`), waiting).toBe(people[other].hue);
    await expect
      .poll(() => ask(page, 'toneHeard'), waiting)
      .toSatisfy((tone: unknown) => typeof tone === 'number' && Math.abs(tone - people[other].tone) < 25);
    expect(await page.locator('[role=status]').textContent()).toBe('joined');
  }
  return ann.kilobytes();
}

/** Asks a function of known-media.js. */
function ask(page: Page, name: 'hueOf' | 'toneHeard', ...given: readonly string[]): Promise<unknown> {
  return page.evaluate(
    ([wanted, values]) => {
      const run = Reflect.get(globalThis, wanted) as (...all: readonly string[]) => unknown;
      return run(...values);
    },
    [name, given] as const,
  );
}

/** Opens a sample that asks for a vendor whose SDK is not installed. Gives what the page then says. */
export async function withoutSdk(address: string, provider: string): Promise<string> {
  const { page } = await open(await openBrowser(), `${address}?user=ann&provider=${provider}`);
  return (await page.locator('p[role=alert]').textContent({ timeout: waiting.timeout })) ?? '';
}

async function openBrowser(): Promise<BrowserContext> {
  const browser = await chromium.launch(
    mediaLaunchOptions({ args: ['--autoplay-policy=no-user-gesture-required'] }),
  );
  onTestFinished(() => browser.close());
  const context = await browser.newContext({ permissions: ['camera', 'microphone'] });
  await context.addInitScript({ content: knownMedia });
  return context;
}

async function open(context: BrowserContext, address: string): Promise<Opened> {
  const page = await context.newPage();
  const scripts = new Map<string, Promise<number>>();
  page.on('response', (response) => {
    const isScript = response.request().resourceType() === 'script';
    if (isScript && response.ok())
      scripts.set(
        response.url(),
        response.body().then(
          (body) => gzipSync(body, { level: 9 }).byteLength,
          () => 0,
        ),
      );
  });
  await page.goto(address);
  return {
    page,
    async kilobytes() {
      const sizes = await Promise.all(scripts.values());
      return sizes.reduce((sum, size) => sum + size, 0) / 1000;
    },
  };
}

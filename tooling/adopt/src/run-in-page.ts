import { mediaLaunchOptions } from '@jackfield/browser';
import { chromium, type BrowserContext, type Page } from 'playwright';
import { onTestFinished } from 'vitest';

/** Opens a browser whose pages may use pretended devices. It is closed after the test. */
export async function openBrowser(): Promise<BrowserContext> {
  const browser = await chromium.launch(
    mediaLaunchOptions({ args: ['--autoplay-policy=no-user-gesture-required'] }),
  );
  onTestFinished(() => browser.close());
  return browser.newContext({ permissions: ['camera', 'microphone'] });
}

/** A page, and what it has printed. */
interface Watched {
  readonly page: Page;
  /** The lines that it printed; errors that nobody caught begin with "Uncaught". */
  readonly lines: string[];
}

/** Opens an address, and keeps what the page prints. */
export async function watchPage(context: BrowserContext, address: string): Promise<Watched> {
  const page = await context.newPage();
  const lines: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'log') lines.push(message.text());
  });
  page.on('pageerror', (error) => lines.push(`Uncaught ${error.message}`));
  await page.goto(address);
  return { page, lines };
}

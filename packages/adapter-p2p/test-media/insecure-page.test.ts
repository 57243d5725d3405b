import { mediaLaunchOptions } from '@jackfield/browser';
import { chromium } from 'playwright';
import { expect, onTestFinished, test } from 'vitest';
import { Lab } from './support/lab.ts';

test('on a page that the browser takes for insecure the mesh says so, and a secure one is fine', async () => {
  const lab = await Lab.open();
  // Another name for this machine, which browsers do not trust as they do localhost.
  const browser = await chromium.launch(
    mediaLaunchOptions({ args: ['--host-resolver-rules=MAP other.test 127.0.0.1'] }),
  );
  onTestFinished(async () => {
    await browser.close();
    await lab.close();
  });
  const page = await browser.newPage();
  const said: unknown[] = [];
  for (const origin of [lab.origin, lab.origin.replace('127.0.0.1', 'other.test')]) {
    await page.goto(`${origin}/app`);
    await page.waitForFunction(() => 'app' in window);
    said.push(await page.evaluate(() => window.app.problems()));
  }
  expect(said).toEqual([[], ['insecure-context']]);
});

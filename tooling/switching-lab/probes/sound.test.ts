import { mediaLaunchOptions } from '@jackfield/browser';
import { servePages } from '@jackfield/media-lab';
import { chromium } from 'playwright';
import { test } from 'vitest';
import type { Heard } from '../pages/sound-probe.ts';

const times = 3;

test('how a sound changes over, as it comes out of the tab', async () => {
  const pages = await servePages([new URL('../pages/sound-probe.ts', import.meta.url)]);
  // The tab's own sound is captured: with fake devices Chromium would hand over a made-up one.
  const args = ['--auto-accept-this-tab-capture', '--autoplay-policy=no-user-gesture-required'];
  const browser = await chromium.launch(
    mediaLaunchOptions({ prompts: 'ask', devices: 'none', audible: true, args }),
  );
  for (const way of ['srcObject', 'tracks', 'two elements'] as const) {
    const heard: Heard[] = [];
    for (let time = 0; time < times; time += 1) {
      const page = await browser.newPage();
      await page.goto(`${pages.origin}/sound-probe`);
      await page.waitForFunction(() => 'soundProbe' in window);
      heard.push(await page.evaluate((how) => window.soundProbe(how), way));
      await page.close();
    }
    const of = (name: 'silenceMs' | 'loudest' | 'usual'): string => {
      const sorted = heard.map((each) => each[name]).sort((a, b) => a - b);
      return [sorted[0], sorted[Math.floor(sorted.length / 2)], sorted.at(-1)]
        .map((each) => (each ?? NaN).toFixed(3))
        .join(' / ');
    };
    console.log(
      `${way}: silence ${of('silenceMs')} ms, loudest ${of('loudest')} times the usual of ${of('usual')}`,
    );
  }
  await browser.close();
  await pages.close();
});

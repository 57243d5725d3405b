import type { Page } from '@playwright/test';
import { comeTo } from '../e2e/fake-room.ts';
import { test } from '../e2e/fixtures.ts';
import { alice } from '../e2e/identities.ts';

const SECONDS = 5;

/** The frames that a page draws in a while, and what kept it from more. */
interface Drawn {
  readonly frames: number;
  /** Tasks of 50 ms and longer, milliseconds together. */
  readonly longMs: number;
}

/** Counts the frames that the page draws. */
function draw(page: Page): Promise<Drawn> {
  return page.evaluate(
    (seconds) =>
      new Promise<Drawn>((resolve) => {
        let frames = 0;
        let longMs = 0;
        const watch = new PerformanceObserver((list) => {
          for (const { duration } of list.getEntries()) longMs += duration;
        });
        watch.observe({ type: 'longtask' });
        const end = performance.now() + seconds * 1_000;
        const next = (now: number): void => {
          if (now >= end) {
            watch.disconnect();
            resolve({ frames, longMs: Math.round(longMs) });
            return;
          }
          frames += 1;
          requestAnimationFrame(next);
        };
        requestAnimationFrame(next);
      }),
    SECONDS,
  );
}

/** Leaves nothing of the page but its pictures, each as large and where it was, without any style. */
function strip(page: Page): Promise<void> {
  return page.evaluate(async () => {
    const bare = [...document.querySelectorAll('video')].flatMap((video) => {
      const { left, top, width, height } = video.getBoundingClientRect();
      if (!(video.srcObject instanceof MediaStream) || width === 0) return [];
      const copy = document.createElement('video');
      copy.srcObject = video.srcObject.clone();
      copy.muted = true;
      copy.style.cssText = `position: absolute; left: ${String(left)}px; top: ${String(top)}px; width: ${String(width)}px; height: ${String(height)}px`;
      return [copy];
    });
    document.body.replaceChildren(...bare);
    await Promise.all(bare.map((video) => video.play()));
  });
}

for (const people of [9, 25, 50]) {
  for (const crowd of ['stay', 'come and go'] as const) {
    test(`${String(people)} people who ${crowd}, beside a bare page with the same pictures`, async ({
      arrive,
      room,
    }) => {
      const person = await arrive(alice);
      const { page } = person;
      if (crowd === 'stay') {
        await comeTo(person, room, people - 1);
      } else {
        // Four in five of them are there at a time.
        await page.goto(`/?room=${room}&adapter=fake&bots=${String(Math.ceil(people * 1.25))}`);
        await person.enter();
      }
      await page.waitForFunction(
        (tiles) =>
          [...document.querySelectorAll('video')].filter(({ videoWidth }) => videoWidth > 0).length >= tiles,
        // Some have their camera off.
        Math.ceil(Math.min(people, 25) * 0.7),
      );
      const app = await draw(page);
      await strip(page);
      const bare = await draw(page);
      console.log(
        `${String(people)} people who ${crowd}: ${String(app.frames)} frames in ${String(SECONDS)} s, bare ${String(bare.frames)}: ${(app.frames / bare.frames).toFixed(2)}; long tasks ${String(app.longMs)} ms`,
      );
    });
  }
}

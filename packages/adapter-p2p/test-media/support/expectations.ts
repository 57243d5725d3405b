import { expect } from 'vitest';
import type { RigTab } from './lab.ts';

/** Whether a hue is that one, as well as a codec keeps it. */
export const looksLike =
  (hue: number) =>
  (seen: number | undefined): boolean =>
    seen !== undefined && Math.abs(((seen - hue + 540) % 360) - 180) < 25;

/** Waits until a tab shows somebody's picture in this hue. */
export async function sees(
  tab: RigTab,
  userId: string,
  hue: number,
  source: 'camera' | 'screen' = 'camera',
  timeout = 5000,
): Promise<void> {
  const seen = async (): Promise<number | undefined> => (await tab.rig('see', userId, source)).hue;
  await expect.poll(seen, { timeout, message: `${userId}'s ${source}` }).toSatisfy(looksLike(hue));
}

/** Waits until a tab hears somebody's tone. */
export async function hears(
  tab: RigTab,
  userId: string,
  tone: number,
  source: 'microphone' | 'screen-audio' = 'microphone',
  timeout = 5000,
): Promise<void> {
  await expect
    .poll(() => tab.rig('hear', userId, source), { timeout, message: `${userId}'s ${source}` })
    .toSatisfy(
      (heard: { level: number; tone: number }) => heard.level > 0.05 && Math.abs(heard.tone - tone) < 25,
    );
}

/** Waits until a tab hears nothing of somebody. */
export async function hearsNothing(tab: RigTab, userId: string): Promise<void> {
  await expect
    .poll(async () => (await tab.rig('hear', userId, 'microphone')).level, {
      timeout: 5000,
      message: `silence of ${userId}`,
    })
    .toBeLessThan(0.001);
}

/** Waits until new frames come. */
export async function moves(
  tab: RigTab,
  userId: string,
  source: 'camera' | 'screen' = 'camera',
  timeout = 5000,
): Promise<void> {
  const { frames } = await tab.rig('see', userId, source);
  await expect
    .poll(async () => (await tab.rig('see', userId, source)).frames, {
      timeout,
      message: `new frames of ${userId}`,
    })
    .toBeGreaterThan(frames + 2);
}

import { expect } from 'vitest';

interface Watcher {
  see(userId: string, source: 'camera' | 'screen'): Promise<{ hue: number | undefined; frames: number }>;
}

interface Listener {
  hear(userId: string, source: 'microphone' | 'screen-audio'): Promise<{ level: number; tone: number }>;
}

/** How long something may take to come, in milliseconds: longer where the machine has much to do. */
const usual = 10_000;

/** Waits for a picture of this hue, as well as a codec keeps it, and for new frames after it. */
export async function sees(
  tab: { see: (userId: string, source: never) => Promise<{ hue: number | undefined; frames: number }> },
  {
    userId,
    hue,
    source = 'camera',
    timeout = usual,
  }: { userId: string; hue: number; source?: string; timeout?: number },
): Promise<void> {
  const look = tab.see as (userId: string, source: string) => ReturnType<Watcher['see']>;
  const message = `${userId}'s ${source}`;
  await expect
    .poll(async () => (await look(userId, source)).hue, { timeout, message })
    .toSatisfy(
      (seen: number | undefined) => seen !== undefined && Math.abs(((seen - hue + 540) % 360) - 180) < 25,
    );
  const { frames } = await look(userId, source);
  await expect
    .poll(async () => (await look(userId, source)).frames, { timeout, message: `new frames of ${message}` })
    .toBeGreaterThan(frames + 2);
}

/** Waits until somebody's tone is heard. */
export async function hears(
  tab: { hear: (userId: string, source: never) => Promise<{ level: number; tone: number }> },
  { userId, tone, source = 'microphone' }: { userId: string; tone: number; source?: string },
): Promise<void> {
  const listen = tab.hear as (userId: string, source: string) => ReturnType<Listener['hear']>;
  await expect
    .poll(() => listen(userId, source), { timeout: usual, message: `${userId}'s ${source}` })
    .toSatisfy(
      (heard: { level: number; tone: number }) => heard.level > 0.05 && Math.abs(heard.tone - tone) < 25,
    );
}

/** Waits until nothing is heard of somebody. */
export async function hearsNothing(
  tab: { hear: (userId: string, source: never) => Promise<{ level: number }> },
  userId: string,
): Promise<void> {
  const listen = tab.hear as (userId: string, source: string) => ReturnType<Listener['hear']>;
  await expect
    .poll(async () => (await listen(userId, 'microphone')).level, {
      timeout: usual,
      message: `silence of ${userId}`,
    })
    .toBeLessThan(0.001);
}

import { expect } from 'vitest';
import type { Tab } from './lab.ts';

/** How long what is under way may take to arrive. */
export const eventually = { timeout: 8_000 };

/** Whether a hue that was seen is the one that was shown, within what encoding makes of it. */
export const looksLike =
  (hue: number) =>
  (seen: number | undefined): boolean =>
    seen !== undefined && Math.abs(((seen - hue + 540) % 360) - 180) < 25;

/** Waits until somebody's picture is seen. */
export async function sees(
  tab: Tab,
  userId: string,
  { hue, source = 'camera' }: { readonly hue: number; readonly source?: 'camera' | 'screen' },
): Promise<void> {
  const seen = async (): Promise<number | undefined> => (await tab.rig('see', userId, source)).hue;
  await expect
    .poll(seen, { ...eventually, message: `${userId}'s ${source}` })
    .toSatisfy((value: number | undefined) => looksLike(hue)(value));
}

/** Waits until somebody's tone is heard. */
export async function hears(tab: Tab, userId: string, tone: number): Promise<void> {
  await expect
    .poll(
      async () => {
        const heard = await tab.rig('hear', userId);
        return heard.level > 0.02 ? Math.round(heard.tone / 25) : 0;
      },
      { ...eventually, message: `${userId}'s sound` },
    )
    .toSatisfy((value: number) => Math.abs(value - tone / 25) <= 1);
}

/** Who is in the room and what they publish, one line each. */
export async function peopleOf(tab: Tab): Promise<readonly string[]> {
  return (await tab.rig('people')).map(
    ({ userId, sources }) => `${userId}: ${[...sources].sort().join(', ')}`,
  );
}

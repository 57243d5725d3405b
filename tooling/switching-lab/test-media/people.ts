import { expect } from 'vitest';
import type { Page } from 'playwright';
import type { Seat } from '../pages/rig.ts';
import type { SwitchHow, SwitchReport } from '../pages/switch-report.ts';
import type { VendorName } from '../pages/vendors.ts';
import type { Lab } from './lab.ts';

/** A person of a known colour and tone. */
export type Person = Omit<Seat, 'room'>;

export const ann: Person = { userId: 'ann', hue: 0, tone: 500 };
export const bob: Person = { userId: 'bob', hue: 240, tone: 1200 };
export const cem: Person = { userId: 'cem', hue: 120, tone: 700 };
export const dan: Person = { userId: 'dan', hue: 300, tone: 900 };

/** Tells whether a hue that was seen is the one that was shown, within what encoding makes of it. */
export const looksLike =
  (hue: number) =>
  (seen: number | undefined): boolean =>
    seen !== undefined && Math.abs(((seen - hue + 540) % 360) - 180) < 25;

/** Tells whether a tone is heard. */
export const soundsLike =
  (tone: number) =>
  (heard: { level: number; tone: number }): boolean =>
    heard.level > 0.02 && Math.abs(heard.tone - tone) < 30;

/** A person in a call. */
export async function comes(lab: Lab, vendor: VendorName, seat: Seat): Promise<Page> {
  const page = await lab.tab();
  await page.evaluate(([to, where]) => window.rig.join(to, where), [vendor, seat] as const);
  return page;
}

/** Waits until somebody is seen, by their colour. */
export async function sees(page: Page, { userId, hue }: Person): Promise<void> {
  await expect
    .poll(() => page.evaluate((of) => window.rig.see(of), userId), { timeout: 15_000 })
    .toSatisfy(looksLike(hue));
}

/** Waits until somebody is seen and heard, by their colour and tone. */
export async function meets(page: Page, person: Person): Promise<void> {
  await sees(page, person);
  await expect
    .poll(() => page.evaluate((of) => window.rig.hear(of), person.userId), { timeout: 15_000 })
    .toSatisfy(soundsLike(person.tone));
}

/** Waits until each of these people sees and hears every other one. */
export async function allMeet(seated: readonly (readonly [Page, Person])[]): Promise<void> {
  await Promise.all(
    seated.map(async ([page, me]) => {
      for (const [, other] of seated) if (other !== me) await meets(page, other);
    }),
  );
}

/** Switches one session. */
export function switches(page: Page, to: VendorName, options: SwitchHow = {}): Promise<SwitchReport> {
  return page.evaluate(([vendor, how]) => window.rig.switchTo(vendor, how), [to, options] as const);
}

/** Switches each at the same time, and fails where one is refused. */
export async function switchAll(
  pages: readonly Page[],
  to: VendorName,
  options: SwitchHow = {},
): Promise<readonly SwitchReport[]> {
  const reports = await Promise.all(pages.map((page) => switches(page, to, options)));
  expect(reports.map(({ code, message }) => [code, message])).toEqual(pages.map(() => ['', '']));
  return reports;
}

/** Tells which events came in a page since, who is there, and over how many connections. */
export const lookAt = (page: Page): Promise<ReturnType<typeof window.rig.look>> =>
  page.evaluate(() => window.rig.look());

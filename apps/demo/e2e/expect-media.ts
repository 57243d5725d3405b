import { expect } from '@playwright/test';
import type { Person } from './person.ts';
import { readPicture } from './read-picture.ts';
import { heardBy } from './read-sound.ts';

/** The viewer sees the other's own picture, and it moves; each within `timeout` milliseconds, the usual bound where left out. */
export async function expectToSee(
  viewer: Person,
  other: string,
  bound: { readonly timeout?: number } = {},
): Promise<void> {
  const picture = viewer.picture(other);
  await expect
    .poll(async () => (await readPicture(picture)).of, { message: `${viewer.name} sees ${other}`, ...bound })
    .toBe(other);
  const { code } = await readPicture(picture);
  await expect
    .poll(async () => (await readPicture(picture)).code, {
      message: `the picture of ${other} moves`,
      ...bound,
    })
    .toBeGreaterThan(code);
}

/** The listener hears exactly these people. */
export async function expectToHear(listener: Person, others: readonly string[]): Promise<void> {
  await expect
    .poll(() => heardBy(listener.page), { message: `${listener.name} hears` })
    .toEqual([...others].sort());
}

import { expect } from '@playwright/test';
import type { Person } from './person.ts';

/** Comes into a pretend call in which nobody moves. */
export async function comeTo(person: Person, room: string, bots: number): Promise<void> {
  await person.page.goto(`/?room=${room}&adapter=fake&bots=${String(bots)}&still`);
  await person.enter();
  await expect(person.button(`${String(bots + 1)} people`)).toBeVisible();
}

/** Makes something go wrong, by what it is called in the trouble panel. */
export async function makeTrouble(person: Person, fault: string): Promise<void> {
  await person.button('More').click();
  await person.button('Trouble panel').click();
  await person.button(fault).click();
}

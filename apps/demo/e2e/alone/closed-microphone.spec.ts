import { expect, type Locator } from '@playwright/test';
import { comeTo } from '../fake-room.ts';
import { test } from '../fixtures.ts';
import { alice } from '../identities.ts';
import type { Person } from '../person.ts';

/** A part of the call: how it is opened, and what it is. */
interface Part {
  readonly opens: (person: Person) => Promise<void>;
  readonly role: 'main' | 'complementary' | 'dialog';
}

const parts: Readonly<Record<string, Part>> = {
  'stage and controls': { opens: () => Promise.resolve(), role: 'main' },
  chat: { opens: (person) => person.button('Chat').click(), role: 'complementary' },
  participants: { opens: (person) => choose(person, 'Participants'), role: 'complementary' },
  statistics: { opens: (person) => choose(person, 'Statistics'), role: 'complementary' },
  settings: { opens: (person) => choose(person, 'Settings'), role: 'dialog' },
  shortcuts: { opens: (person) => choose(person, 'Keyboard shortcuts'), role: 'dialog' },
};

/** Controls left out of the walk: they are pressed to open the microphone, to end the call or to leave the page, and have tests of their own. */
const others = new Set(['Microphone', 'Join', 'Leave', 'Share screen']);

async function choose(person: Person, item: string): Promise<void> {
  await person.button('More').click();
  await person.button(item).click();
}

/** Everything that can be pressed now, by its accessible name. */
async function controlsIn(part: Locator): Promise<readonly Locator[]> {
  const found: Locator[] = [];
  for (const role of ['button', 'checkbox', 'combobox'] as const) {
    for (const control of await part.getByRole(role).all()) {
      const name = await control.evaluate(
        (element) => element.getAttribute('aria-label') ?? element.textContent.trim(),
      );
      if (others.has(name)) continue;
      found.push(part.getByRole(role, name === '' ? {} : { name, exact: true }).first());
    }
  }
  return found;
}

const acts: readonly (readonly [how: string, act: (control: Locator) => Promise<void>])[] = [
  ['mouse', (control) => control.click()],
  ['finger', (control) => control.tap()],
  ['Enter', (control) => control.press('Enter')],
  ['Space', (control) => control.press('Space')],
];

for (const [name, { opens, role }] of Object.entries(parts)) {
  test(`a muted microphone stays closed, whatever else is pressed: ${name}`, async ({ arrive, room }) => {
    const person = await arrive(alice, { hasTouch: true });
    await comeTo(person, room, 1);
    const { page } = person;
    const microphone = person.button('Microphone');
    await microphone.click();
    await expect(microphone).toHaveAttribute('aria-pressed', 'false');
    const part = page.getByRole(role).first();
    const open = async (): Promise<void> => {
      await opens(person);
      await expect(part).toBeVisible();
    };
    await open();
    const controls = await controlsIn(part);
    expect(controls.length).toBeGreaterThan(0);
    for (const [how, act] of acts) {
      for (const control of controls) {
        // What was pressed before may have closed what this one is in.
        if (!(await part.isVisible())) await open();
        if (!(await control.isVisible())) continue;
        await act(control);
        await expect(microphone, `${String(control)} by ${how}`).toHaveAttribute('aria-pressed', 'false');
        if (role === 'main') await page.keyboard.press('Escape');
      }
    }
  });
}

test('a microphone that is off in the lobby stays off, whatever else is pressed, and in the call', async ({
  arrive,
  room,
}) => {
  const person = await arrive(alice, { hasTouch: true });
  await person.open(room, 'fake');
  const microphone = person.button('Microphone');
  await expect(microphone).toHaveAttribute('aria-pressed', 'true');
  await microphone.click();
  await expect(microphone).toHaveAttribute('aria-pressed', 'false');
  const pressed = await controlsIn(person.page.getByRole('main'));
  expect(pressed.length).toBeGreaterThan(4);
  for (const [how, act] of acts) {
    for (const control of pressed) {
      if (!(await control.isVisible()) || !(await control.isEnabled())) continue;
      await act(control);
      await person.page.keyboard.press('Escape');
      await expect(microphone, `${String(control)} by ${how}`).toHaveAttribute('aria-pressed', 'false');
    }
  }
  await person.enter();
  await expect(microphone).toHaveAttribute('aria-pressed', 'false');
});

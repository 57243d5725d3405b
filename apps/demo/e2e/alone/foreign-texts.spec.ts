import { expect, type Page } from '@playwright/test';
import { refuseDevices } from '../refuse-devices.ts';
import { test } from '../fixtures.ts';

// In this language every text of the app stands in brackets: what stands in none would be English in the Chinese interface too.
const marked = (text: string): RegExp => new RegExp(`⟦.*${text}.*⟧`);

/** Everything that can be read or heard in a page and comes from no language file. */
async function unmarked(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const found = new Set<string>();
    const look = (text: string | null, element: Element): void => {
      // What people typed, what devices, keys and languages are called, numbers, and what is for developers.
      if (!text || element.closest('kbd, pre, code, noscript, script, style, option, .faults')) return;
      // A text may stand in another one.
      let left = text;
      while (/⟦[^⟦⟧]*⟧/.test(left)) left = left.replace(/⟦[^⟦⟧]*⟧/g, '');
      const own = left.replace(/Jackfield|studio-\w+|Alice|Ada|Bea|https?:\S+/g, '');
      if (/\p{L}{2,}/u.test(own)) found.add(own.trim());
    };
    const texts = document.createTreeWalker(document, NodeFilter.SHOW_TEXT);
    for (let node = texts.nextNode(); node; node = texts.nextNode())
      if (node.parentElement) look(node.nodeValue, node.parentElement);
    for (const element of document.querySelectorAll('[aria-label], [title], [placeholder], [alt]'))
      for (const name of ['aria-label', 'title', 'placeholder', 'alt'])
        look(element.getAttribute(name), element);
    return [...found];
  });
}

/** Opens a lobby in the marked language. */
async function open(page: Page, url: string): Promise<void> {
  await page.addInitScript(() => localStorage.setItem('jackfield.language', 'en-XA'));
  await page.goto(url);
  await page.getByRole('textbox', { name: marked('Your name') }).fill('Alice');
}

test('no lobby has a text that no language file has', async ({ page, server, room }) => {
  for (const adapter of ['p2p', 'aliyun', 'livekit', 'janus', 'fake']) {
    await open(page, `${server.url}?room=studio-${room.slice(-4)}&adapter=${adapter}`);
    expect(await unmarked(page)).toEqual([]);
  }
});

test('nor has one where devices are refused', async ({ page, server, room }) => {
  await page.addInitScript(refuseDevices);
  await open(page, `${server.url}?room=studio-${room.slice(-4)}&adapter=p2p`);
  await expect(page.getByRole('alert').first()).toBeVisible();
  expect(await unmarked(page)).toEqual([]);
});

test('nor has an unknown provider', async ({ page, server }) => {
  await page.addInitScript(() => localStorage.setItem('jackfield.language', 'en-XA'));
  await page.goto(`${server.url}?adapter=pigeon`);
  await expect(page.getByText('pigeon')).toBeVisible();
  expect((await unmarked(page)).join().replaceAll(/pigeon/g, '')).toBe('');
});

test('no call has one, on any panel, dialog or notice, nor its end', async ({ page, server, room }) => {
  await open(page, `${server.url}?room=studio-${room.slice(-4)}&adapter=fake&bots=2&still`);
  await page.getByRole('button', { name: marked('Join') }).click();
  await expect(page.getByRole('button', { name: marked('3 people') })).toBeVisible();
  expect(await unmarked(page)).toEqual([]);

  const more = page.getByRole('button', { name: marked('More') });
  for (const panel of ['Participants', 'Statistics', 'Trouble panel']) {
    await more.click();
    await page
      .getByRole('button', { name: marked(panel) })
      .last()
      .click();
    await expect(page.getByRole('heading', { name: marked(panel) })).toBeVisible();
    expect(await unmarked(page)).toEqual([]);
  }
  for (const fault of ['Mute my microphone', 'Lose what my camera publishes', 'Somebody loses the network']) {
    await page.getByRole('button', { name: fault }).click();
    expect(await unmarked(page)).toEqual([]);
  }
  await page
    .getByRole('toolbar')
    .getByRole('button', { name: marked('Chat') })
    .click();
  await expect(page.getByRole('heading', { name: marked('Chat') })).toBeVisible();
  expect(await unmarked(page)).toEqual([]);
  for (const dialog of ['Settings', 'Keyboard shortcuts']) {
    await more.click();
    await page
      .getByRole('button', { name: marked(dialog) })
      .last()
      .click();
    await expect(page.getByRole('dialog')).toBeVisible();
    expect(await unmarked(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  }
  await page.getByRole('button', { name: marked('Hand and reactions') }).click();
  expect(await unmarked(page)).toEqual([]);
  await page.getByRole('button', { name: marked('Raise hand') }).click();
  await page.getByRole('button', { name: marked('Leave') }).click();
  await expect(page.getByRole('heading', { name: marked('You left the call') })).toBeVisible();
  expect(await unmarked(page)).toEqual([]);
});

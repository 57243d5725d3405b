import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, type BrowserContextOptions } from '@playwright/test';
import { test } from '../e2e/fixtures.ts';
import { alice } from '../e2e/identities.ts';
import { Person } from '../e2e/person.ts';
import { refuseDevices } from '../e2e/refuse-devices.ts';
import { installPleasantCamera } from './pleasant-camera.ts';
import { writeSmall } from './write-small.ts';

const directory = fileURLToPath(new URL('../../../reports/screenshots/', import.meta.url));
mkdirSync(`${directory}small`, { recursive: true });

interface Shot {
  readonly name: string;
  readonly context?: BrowserContextOptions;
  /** How many others there are, exactly. */
  readonly others?: number;
  readonly language?: 'zh-Hans';
  readonly arrange?: (person: Person) => Promise<unknown>;
  /** The provider of a lobby. */
  readonly adapter?: string;
  /** Runs in the page before its own code. */
  readonly prepare?: () => void;
}

const wide = { viewport: { width: 1280, height: 800 } };
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 };

const shots: readonly Shot[] = [
  { name: 'lobby' },
  { name: 'lobby-dark', context: { colorScheme: 'dark' } },
  { name: 'lobby-phone', context: phone },
  { name: 'lobby-chinese', language: 'zh-Hans' },
  { name: 'lobby-refused', prepare: refuseDevices },
  {
    name: 'lobby-refused-phone',
    prepare: refuseDevices,
    context: { ...phone, colorScheme: 'dark' },
    language: 'zh-Hans',
  },
  { name: 'lobby-not-set-up', adapter: 'livekit' },
  { name: 'lobby-network', arrange: checkNetwork },
  { name: 'lobby-phone-chinese', context: phone, language: 'zh-Hans' },
  { name: 'lobby-no-key', arrange: (person) => comeWithoutKey(person, 'Join') },
  {
    name: 'lobby-no-key-phone',
    context: { ...phone, colorScheme: 'dark' },
    language: 'zh-Hans',
    arrange: (person) => comeWithoutKey(person, '加入'),
  },
  { name: 'alone', others: 0 },
  { name: 'two', others: 1 },
  { name: 'five', others: 4 },
  { name: 'five-dark', others: 4, context: { colorScheme: 'dark' } },
  { name: 'thirty', others: 29 },
  { name: 'speaker', others: 6, arrange: (person) => person.button('Speaker view').click() },
  { name: 'screen', others: 5, arrange: share },
  { name: 'phone', others: 4, context: phone },
  { name: 'phone-thirty', others: 29, context: phone },
  { name: 'phone-chat', others: 5, context: phone, arrange: chat },
  {
    name: 'phone-statistics',
    others: 5,
    context: phone,
    arrange: readStatistics,
  },
  {
    name: 'phone-people',
    others: 14,
    context: phone,
    arrange: (person) => openFromMore(person, 'Participants'),
  },
  { name: 'phone-chinese', others: 4, context: phone, language: 'zh-Hans' },
  {
    name: 'phone-people-chinese',
    others: 6,
    context: phone,
    language: 'zh-Hans',
    arrange: async ({ page }) => {
      await page.getByRole('button', { name: '更多', exact: true }).click();
      await page.getByRole('button', { name: '参会者', exact: true }).click();
    },
  },
  { name: 'phone-screen', others: 3, context: phone, arrange: share },
  { name: 'chinese', others: 4, language: 'zh-Hans', arrange: (person) => person.button('聊天').click() },
  { name: 'interrupted', others: 4, arrange: (person) => makeTrouble(person, 'Somebody loses the network') },
  {
    name: 'chinese-dark',
    others: 6,
    language: 'zh-Hans',
    context: { colorScheme: 'dark' },
    arrange: (person) => person.button('聊天').click(),
  },
  { name: 'people', others: 6, arrange: (person) => person.page.keyboard.press('p') },
  { name: 'chat', others: 4, context: { colorScheme: 'dark' }, arrange: chat },
  { name: 'trouble', others: 4, arrange: (person) => openFromMore(person, 'Trouble panel') },
  {
    name: 'statistics',
    others: 2,
    context: { colorScheme: 'dark' },
    arrange: readStatistics,
  },
  { name: 'settings', others: 3, arrange: (person) => openFromMore(person, 'Settings') },
  {
    name: 'shortcuts',
    others: 3,
    context: { colorScheme: 'dark' },
    arrange: (person) => openFromMore(person, 'Keyboard shortcuts'),
  },
  { name: 'reactions', others: 3, arrange: react },
  { name: 'reconnecting', others: 4, arrange: cut },
  { name: 'ended', others: 2, arrange: leave },
  {
    name: 'refused-join',
    others: 2,
    arrange: async (person) => {
      await makeTrouble(person, 'Refuse my next join');
      await person.button('Leave').click();
      await person.button('Join again').click();
    },
  },
  { name: 'kicked', others: 2, context: { colorScheme: 'dark' }, arrange: kick },
];

/** Those that the README shows: small versions of them go into `reports/screenshots/small`, from where they are copied. */
const small = ['lobby', 'two', 'five', 'thirty', 'screen', 'phone', 'chat', 'chinese-dark'];

for (const shot of shots) {
  test(shot.name, async ({ browser, server, room }) => {
    const context = await browser.newContext({
      ...wide,
      ...shot.context,
      baseURL: server.url,
      reducedMotion: 'reduce',
    });
    await context.grantPermissions(['camera', 'microphone']);
    await context.addInitScript(shot.prepare ?? installPleasantCamera);
    if (shot.language)
      await context.addInitScript((tag) => localStorage.setItem('jackfield.language', tag), shot.language);
    const page = await context.newPage();
    const person = new Person(page, shot.language ? '李雷' : alice.name);
    const adapter =
      shot.others === undefined ? (shot.adapter ?? 'p2p') : `fake&bots=${String(shot.others)}&still`;
    await page.goto(`/?room=studio-${room.slice(-4)}&adapter=${adapter}`);
    await page.getByRole('textbox', { name: /Your name|你的名字/ }).fill(person.name);
    await expect(page.getByRole('button', { name: /^(Camera|摄像头)$/ })).toHaveAttribute(
      'aria-pressed',
      shot.prepare ? 'false' : 'true',
    );
    // What comes after the preview.
    if (shot.others === undefined)
      await expect(page.getByRole('button', { name: /^(Check network|检测网络)$/ })).toBeVisible();
    // What the browser refuses it tells a moment later.
    if (shot.prepare) await expect(page.getByRole('alert').first()).toBeVisible();
    if (shot.others !== undefined) {
      await page.getByRole('button', { name: /^(Join|加入)$/ }).click();
      await expect(
        page.getByText(
          shot.others === 0 ? /^1 (person|人)/ : new RegExp(`^${String(shot.others + 1)} (people|人)`),
        ),
      ).toBeVisible();
      await picturesSettled(person);
    }
    await shot.arrange?.(person);
    if (shot.others !== undefined) await picturesSettled(person);
    const png = await page.screenshot({ path: `${directory}${shot.name}.png` });
    if (small.includes(shot.name)) {
      const width = shot.context?.isMobile ? 390 : 960;
      await writeSmall(context, { png, path: `${directory}small/${shot.name}.webp`, width });
    }
    await context.close();
  });
}

/** Every picture that is shown has come. */
async function picturesSettled({ page }: Person): Promise<void> {
  await expect
    .poll(() =>
      page.evaluate(() =>
        [...document.querySelectorAll('video')].every(
          ({ srcObject, videoWidth }) => !srcObject || videoWidth > 0,
        ),
      ),
    )
    .toBe(true);
  await expect(page.getByText(/Picture is on its way|画面即将到来/)).toHaveCount(0);
}

async function checkNetwork(person: Person): Promise<void> {
  await person.button('Check network').click();
  await expect(person.page.getByRole('region', { name: 'Network' }).getByRole('status')).toContainText(
    /Mbit/,
  );
}

/** The server says what it says to whoever comes to an encrypted call without its key. */
async function comeWithoutKey({ page }: Person, join: string): Promise<void> {
  const state = { entry: 'key-missing', locked: false, otherKeys: [], waitingRoom: false, waiting: [] };
  await page.route('**/host/stream', (route) => route.fulfill({ body: `${JSON.stringify(state)}\n` }));
  await page.getByRole('button', { name: join, exact: true }).click();
  await expect(page.getByRole('alert')).toBeVisible();
}

async function openFromMore(person: Person, name: string, more = 'More'): Promise<void> {
  await person.button(more).click();
  await person.button(name).click();
}

async function readStatistics(person: Person): Promise<void> {
  await openFromMore(person, 'Statistics');
  await expect(person.page.getByText('Not measured yet.')).toHaveCount(0);
  await expect(person.page.getByText('Round trip').first()).toBeVisible();
}

async function makeTrouble(person: Person, name: string): Promise<void> {
  await openFromMore(person, 'Trouble panel');
  await person.button(name).click();
}

async function share(person: Person): Promise<void> {
  await makeTrouble(person, 'Somebody shares a screen');
  await person.button('Close panel').click();
  await expect(person.page.getByRole('group', { name: /^Screen of/ })).toBeVisible();
}

async function chat(person: Person): Promise<void> {
  await makeTrouble(person, 'Somebody writes');
  await person.button('Chat').click();
  const field = person.page.getByRole('textbox', { name: 'Message' });
  await field.fill('Hello! Shall we begin?');
  await field.press('Enter');
  await expect(field).toHaveValue('');
}

async function react(person: Person): Promise<void> {
  await makeTrouble(person, 'Somebody raises a hand');
  await person.button('Close panel').click();
  await person.button('Hand and reactions').click();
  await person.button('React with 🎉').click();
  await person.button('Hand and reactions').click();
}

async function cut(person: Person): Promise<void> {
  await makeTrouble(person, 'Cut the network for 40 s');
  await person.button('Close panel').click();
  await expect(person.page.getByText('The connection was lost. Reconnecting…')).toHaveCount(2);
}

async function kick(person: Person): Promise<void> {
  await makeTrouble(person, 'Kick me');
  await expect(person.page.getByRole('heading', { name: 'You were removed from the call' })).toBeVisible();
}

async function leave(person: Person): Promise<void> {
  await person.button('Leave').click();
  await expect(person.page.getByRole('heading', { name: 'You left the call' })).toBeVisible();
}

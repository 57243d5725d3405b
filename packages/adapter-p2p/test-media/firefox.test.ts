import { findFirefox, firefoxRemedy } from '@jackfield/firefox';
import type { Browser } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { HeardSound } from './pages/read-report.ts';
import { hears, hearsNothing, sees } from './support/expectations.ts';
import { FirefoxTab, foxTone, launchFirefox } from './support/firefox.ts';
import { Lab, type RigTab } from './support/lab.ts';
import { describeWith } from './support/not-run.ts';
import { startSignalling, type TestSignalling } from './support/start-signalling.ts';

const path = findFirefox();
const need = {
  what: 'Firefox and Chromium in one call',
  isHere: path !== undefined,
  remedy: firefoxRemedy,
};

const chrome = {
  room: 'room',
  userId: 'chrome',
  hue: 0,
  tone: 500,
  publish: ['camera', 'microphone'],
} as const;
const fox = {
  room: 'room',
  userId: 'fox',
  hue: 240,
  tone: foxTone,
  sound: 'device',
  publish: ['camera', 'microphone'],
} as const;

/** Firefox hears whom it is told by its statistics: its Web Audio stands still on a machine without a speaker. */
async function foxHears(fire: RigTab): Promise<void> {
  const energy = async (): Promise<number> => (await fire.rig('measure', 'chrome')).heard.energy;
  const before = await energy();
  await expect.poll(energy, { timeout: 5000, message: 'sound of chrome' }).toBeGreaterThan(before + 0.005);
}

/**
 * Nothing of somebody comes: the receiver plays on, and adds up no sound at all in a whole second. Before that it plays what is
 * in its buffer, and libwebrtc's meter goes on showing the loudest sample of a while ago.
 */
async function staysSilent(tab: RigTab, userId: string): Promise<void> {
  const heard = async (): Promise<HeardSound> => (await tab.rig('measure', userId)).heard;
  const played = async (seconds: number): Promise<HeardSound> => {
    const { duration } = await heard();
    await expect
      .poll(async () => (await heard()).duration, { timeout: 10_000, message: `time of ${userId}'s sound` })
      .toBeGreaterThan(duration + seconds);
    return heard();
  };
  const { energy } = await played(1.5);
  expect((await played(1)).energy).toBe(energy);
}

describeWith(need, () => {
  let lab: Lab;
  let firefox: Browser;
  let server: TestSignalling;
  beforeAll(async () => {
    lab = await Lab.open();
    firefox = await launchFirefox(path ?? '');
  }, 60_000);
  afterAll(async () => {
    await firefox.close();
    await lab.close();
  });
  beforeEach(async () => {
    server = await startSignalling();
  });
  afterEach(async () => {
    for (const page of await firefox.pages()) await page.close();
    await lab.clear();
    await server.close();
  });

  async function open(): Promise<{ chromium: RigTab; fire: FirefoxTab }> {
    const [chromium] = await lab.tabs(1);
    if (!chromium) throw new Error('There is no tab.');
    return { chromium, fire: await FirefoxTab.open(firefox, lab.origin) };
  }

  async function expectCall(chromium: RigTab, fire: RigTab): Promise<void> {
    await sees(chromium, 'fox', fox.hue);
    await sees(fire, 'chrome', chrome.hue);
    await hears(chromium, 'fox', fox.tone);
    await foxHears(fire);
  }

  test.each(['chromium', 'firefox'] as const)('see and hear each other, %s first', async (first) => {
    const { chromium, fire } = await open();
    const join = {
      chromium: () => chromium.rig('join', { ...chrome, url: server.url }),
      firefox: () => fire.rig('join', { ...fox, url: server.url }),
    };
    await join[first]();
    await join[first === 'chromium' ? 'firefox' : 'chromium']();
    await expectCall(chromium, fire);
  });

  test('who come at the same moment find each other', async () => {
    const { chromium, fire } = await open();
    await Promise.all([
      chromium.rig('join', { ...chrome, url: server.url }),
      fire.rig('join', { ...fox, url: server.url }),
    ]);
    await expectCall(chromium, fire);
  });

  test('mute, change devices, share a screen with sound, write, and leave', async () => {
    const { chromium, fire } = await open();
    await chromium.rig('join', { ...chrome, url: server.url });
    await fire.rig('join', { ...fox, url: server.url });
    await expectCall(chromium, fire);

    await fire.rig('setMuted', 'microphone', true);
    await hearsNothing(chromium, 'fox');
    await staysSilent(chromium, 'fox');
    await fire.rig('setMuted', 'microphone', false);
    await hears(chromium, 'fox', fox.tone);
    await chromium.rig('setMuted', 'microphone', true);
    await fire.rig(
      'waitFact',
      'sourceMuted',
      { remoteId: 'chrome', source: 'microphone', muted: true },
      3000,
    );
    await staysSilent(fire, 'chrome');
    await chromium.rig('setMuted', 'microphone', false);
    await foxHears(fire);

    for (const [speaker, listener, who] of [
      [chromium, fire, chrome],
      [fire, chromium, fox],
    ] as const) {
      await speaker.rig('replace', 'camera', { hue: who.hue + 60, tone: who.tone });
      await sees(listener, who.userId, who.hue + 60);
      const wanted = ['camera', 'microphone', 'screen', 'screen-audio'] as const;
      expect(await speaker.rig('publish', wanted)).toEqual([]);
      await sees(listener, who.userId, who.hue + 240, 'screen');
      await speaker.rig('message', 'chat', `I am ${who.userId}`);
      await listener.rig('waitFact', 'messageReceived', { text: `I am ${who.userId}` }, 3000);
    }
    // Firefox's fake device has one tone for whatever is captured.
    await hears(chromium, 'fox', fox.tone, 'screen-audio');

    await fire.rig('leave');
    await chromium.rig('waitFact', 'participantLeft', { remoteId: 'fox' }, 3000);
    await expect.poll(async () => (await chromium.rig('counts')).open).toBe(0);
    expect((await fire.rig('counts')).open).toBe(0);
  });
});

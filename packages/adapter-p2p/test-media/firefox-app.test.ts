import { findFirefox, firefoxRemedy } from '@jackfield/firefox';
import type { Browser, Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Look } from './pages/app.ts';
import { launchFirefox } from './support/firefox.ts';
import { Lab } from './support/lab.ts';
import { describeWith } from './support/not-run.ts';
import { startSignalling, type TestSignalling } from './support/start-signalling.ts';

const path = findFirefox();
const need = {
  what: 'Core in Firefox where that differs',
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

/** A page makes no sound but in an act of the person: what automation does is one for Firefox, and lasts. */
const quiet = { 'media.autoplay.default': 1, 'media.autoplay.blocking_policy': 2 };
/** A page asks for devices. */
const asking = { 'permissions.default.camera': 0, 'permissions.default.microphone': 0 };

describeWith(need, () => {
  let lab: Lab;
  let firefox: Browser;
  let server: TestSignalling;
  beforeEach(async () => {
    server = await startSignalling();
  });
  afterEach(async () => {
    for (const page of await firefox.pages()) await page.close();
    await lab.clear();
    await server.close();
  });

  async function open(hash = ''): Promise<Page> {
    const page = await firefox.newPage();
    await page.goto(`${lab.origin}/app${hash}`);
    await page.waitForFunction(() => 'app' in window);
    await page.evaluate((url) => window.app.open(url), server.url);
    return page;
  }
  const lookAt = (page: Page): Promise<Look> => page.evaluate(() => window.app.look('chrome'));
  /** Waits until the app is told so. */
  async function becomes(page: Page, what: Partial<Look>): Promise<void> {
    await expect.poll(() => lookAt(page)).toMatchObject(what);
  }
  async function moves(page: Page): Promise<void> {
    const { frames } = await lookAt(page);
    await expect.poll(async () => (await lookAt(page)).frames).toBeGreaterThan(frames + 2);
  }
  /** Chromium sends sound and a picture, and Firefox is in the room. */
  async function receive(): Promise<Page> {
    const [sender] = await lab.tabs(1);
    await sender?.rig('join', { ...chrome, url: server.url });
    const page = await open();
    await page.evaluate(() => window.app.join('room', 'fox'));
    await becomes(page, { picture: 'playing' });
    return page;
  }
  const launch = (prefs: Parameters<typeof launchFirefox>[1]): void => {
    beforeAll(async () => {
      [lab, firefox] = await Promise.all([Lab.open(), launchFirefox(path ?? '', prefs)]);
    }, 60_000);
    afterAll(async () => {
      await firefox.close();
      await lab.close();
    });
  };

  describe('that holds sound back', () => {
    launch(quiet);

    test('sound that it holds back is told, and comes with a click', async () => {
      const page = await receive();
      await becomes(page, { blocked: true, sound: 'waiting', picture: 'playing' });
      await page.evaluate(() => {
        window.app.onClick('resume');
      });
      await page.click('#resume');
      await becomes(page, { blocked: false, sound: 'playing' });
    });
  });

  describe('that asks for devices', () => {
    launch(asking);

    test('devices before they may be used: one of each kind without a name', async () => {
      const page = await open();
      const list = await page.evaluate(() => window.app.devices());
      expect(list.permissions).toEqual({ microphone: 'prompt', camera: 'prompt' });
      for (const kind of [list.microphones, list.cameras])
        expect(kind).toEqual([{ deviceId: '', label: '', groupId: '', isDefault: true }]);
    });

    test('a share that nobody has clicked for says so', async () => {
      const page = await open('#share');
      expect(await page.evaluate(() => window.app.sharedUnasked)).toBe('invalid-state');
    });
  });

  describe('with devices that may be used', () => {
    launch({});

    test('a picture that something else pauses is told and left, and plays on resume', async () => {
      const page = await receive();
      await page.evaluate(() => {
        window.app.pause('chrome');
      });
      await becomes(page, { picture: 'interrupted', interrupted: true, isPaused: true });
      await page.evaluate(() => window.app.resume());
      await becomes(page, { picture: 'playing', interrupted: false, isPaused: false });
      await moves(page);
    });

    test.each(['page', 'frame', 'window'] as const)(
      'a picture that is taken out, and put into the %s a while later, plays there',
      async (where) => {
        const page = await receive();
        await page.evaluate(() => {
          window.app.takeOut('chrome');
        });
        await becomes(page, { isPaused: true });
        await page.evaluate((to) => {
          window.app.putInto('chrome', to);
        }, where);
        await becomes(page, { picture: 'playing', interrupted: false, isPaused: false });
        await moves(page);
      },
    );

    test.each(['frame', 'window'] as const)(
      'a picture that is moved into a %s at once plays there',
      async (where) => {
        const page = await receive();
        await page.evaluate((to) => {
          window.app.putInto('chrome', to);
        }, where);
        await moves(page);
        await becomes(page, { picture: 'playing', interrupted: false, isPaused: false });
      },
    );

    test('devices that are not there are refused by what that means', async () => {
      const page = await open();
      expect(await page.evaluate(() => window.app.refusal('camera'))).toBe('device-not-found');
      expect(await page.evaluate(() => window.app.refusal('speaker'))).toBe('device-not-found');
    });

    test('what it lacks of what core uses', async () => {
      const page = await open();
      const has = await page.evaluate(() => ({
        restrictOwnAudio: 'restrictOwnAudio' in navigator.mediaDevices.getSupportedConstraints(),
        suppressLocalAudioPlayback:
          'suppressLocalAudioPlayback' in navigator.mediaDevices.getSupportedConstraints(),
        setSinkId: 'setSinkId' in HTMLMediaElement.prototype,
        selectAudioOutput: 'selectAudioOutput' in navigator.mediaDevices,
        encodedStreams: 'createEncodedStreams' in RTCRtpSender.prototype,
        scriptTransform: 'RTCRtpScriptTransform' in window,
        trackProcessor: 'MediaStreamTrackProcessor' in window,
        frameCallback: 'requestVideoFrameCallback' in HTMLVideoElement.prototype,
        floatingWindow: 'documentPictureInPicture' in window,
        captureStream: 'captureStream' in HTMLMediaElement.prototype,
      }));
      // As measured; another answer is to be written into docs/browsers.md.
      expect(has).toEqual({
        restrictOwnAudio: false,
        suppressLocalAudioPlayback: false,
        setSinkId: true,
        selectAudioOutput: true,
        encodedStreams: false,
        scriptTransform: true,
        trackProcessor: false,
        frameCallback: true,
        floatingWindow: true,
        captureStream: true,
      });
    });
  });
});

import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import type { RigMethods } from '../pages/rig.ts';
import type { RigTab } from './lab.ts';

/** The tone of Firefox's fake microphone, hertz. */
export const foxTone = 1200;

/** A Firefox whose peer connections stay on this machine. `prefs` replace what is set else: everything is allowed, with fake devices. */
export async function launchFirefox(
  executablePath: string,
  prefs: Readonly<Record<string, number | boolean>> = {},
): Promise<Browser> {
  return puppeteer.launch({
    browser: 'firefox',
    executablePath,
    headless: true,
    extraPrefsFirefox: {
      'media.peerconnection.ice.loopback': true,
      'media.peerconnection.ice.obfuscate_host_addresses': false,
      'media.autoplay.default': 0,
      'media.autoplay.blocking_policy': 0,
      'media.navigator.streams.fake': true,
      'media.navigator.audio.fake_frequency': foxTone,
      'permissions.default.camera': 1,
      'permissions.default.microphone': 1,
      ...prefs,
    },
  });
}

/** A page of Firefox with a rig in it. */
export class FirefoxTab implements RigTab {
  readonly page: Page;

  private constructor(page: Page) {
    this.page = page;
  }

  static async open(browser: Browser, origin: string): Promise<FirefoxTab> {
    const page = await browser.newPage();
    await page.goto(`${origin}/rig`);
    await page.waitForFunction(() => 'rig' in window);
    return new FirefoxTab(page);
  }

  rig<Name extends keyof RigMethods>(
    name: Name,
    ...parameters: Parameters<RigMethods[Name]>
  ): Promise<Awaited<ReturnType<RigMethods[Name]>>> {
    return this.page.evaluate(
      ({ name: method, parameters: given }) => {
        const call = window.rig[method] as (...all: unknown[]) => unknown;
        return call.apply(window.rig, given);
      },
      { name, parameters },
    ) as Promise<Awaited<ReturnType<RigMethods[Name]>>>;
  }
}

import { startAliyunEmulator, type AliyunEmulator } from '@jackfield/aliyun-emulator';
import { mediaLaunchOptions } from '@jackfield/browser';
import { startLivekitServer, type LivekitServer } from '@jackfield/livekit-server';
import { servePages, type PageServer } from '@jackfield/media-lab';
import { AccessToken } from 'livekit-server-sdk';
import { chromium, type Browser, type Page } from 'playwright';
import { startSignalling, type Signalling } from './start-signalling.ts';

interface Seat {
  readonly room: string;
  readonly userId: string;
}

/** A browser, and a service of each vendor. */
export class Lab {
  readonly #browser: Browser;
  readonly #pages: PageServer;
  readonly #emulator: AliyunEmulator;
  readonly #livekit: LivekitServer;
  readonly #signalling: Signalling;

  private constructor(parts: {
    browser: Browser;
    signalling: Signalling;
    pages: PageServer;
    emulator: AliyunEmulator;
    livekit: LivekitServer;
  }) {
    this.#browser = parts.browser;
    this.#signalling = parts.signalling;
    this.#pages = parts.pages;
    this.#emulator = parts.emulator;
    this.#livekit = parts.livekit;
  }

  static async open(): Promise<Lab> {
    const [pages, emulator, livekit, signalling, browser] = await Promise.all([
      servePages([new URL('../pages/rig.ts', import.meta.url)]),
      startAliyunEmulator(),
      startLivekitServer(),
      startSignalling(),
      chromium.launch(mediaLaunchOptions({ args: ['--autoplay-policy=no-user-gesture-required'] })),
    ]);
    return new Lab({ browser, pages, emulator, livekit, signalling });
  }

  /** A page in a window of its own: one in the background of another shows one frame a second. */
  async tab(): Promise<Page> {
    const context = await this.#browser.newContext({ permissions: ['camera', 'microphone'] });
    // The vendors' telemetry goes to hosts outside; whatever a page asks of other machines ends here.
    await context.route(
      ({ hostname }) => !hostname.endsWith('localhost') && hostname !== '127.0.0.1',
      (route) => route.abort(),
    );
    await context.exposeFunction('fetchAliyun', (seat: Seat) => this.#aliyun(seat));
    await context.exposeFunction('fetchLivekit', (seat: Seat) => this.#token(seat));
    const page = await context.newPage();
    await page.goto(`${this.#pages.origin}/rig#${this.#signalling.url}`);
    await page.waitForFunction(() => 'rig' in window);
    return page;
  }

  async close(): Promise<void> {
    await this.#browser.close();
    const services = [this.#emulator.stop(), this.#livekit.stop(), this.#signalling.close()];
    await Promise.all([this.#pages.close(), ...services]);
  }

  #aliyun(seat: Seat): object {
    const { appid, channel, userid, ...rest } = this.#emulator.credential(seat);
    const turn = { username: userid, password: rest.token };
    return { appId: appid, channelId: channel, userId: userid, ...rest, turn };
  }

  async #token({ room, userId }: Seat): Promise<object> {
    const { apiKey, apiSecret, url } = this.#livekit;
    const access = new AccessToken(apiKey, apiSecret, { identity: userId, ttl: 3_600 });
    access.addGrant({ roomJoin: true, room, canPublish: true, canSubscribe: true, canPublishData: true });
    return { url, token: await access.toJwt() };
  }
}

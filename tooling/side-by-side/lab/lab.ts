import { cpus, loadavg } from 'node:os';
import { startAliyunEmulator, type AliyunEmulator } from '@jackfield/aliyun-emulator';
import { mediaLaunchOptions } from '@jackfield/browser';
import { startLivekitServer, type LivekitServer } from '@jackfield/livekit-server';
import { servePages, type PageServer } from '@jackfield/media-lab';
import { AccessToken } from 'livekit-server-sdk';
import { chromium, type Browser, type Page } from 'playwright';
import type { Seat } from '../pages/callers/caller.ts';
import { startMeshServer, type MeshServer } from './start-mesh-server.ts';
import { startSignalling, type Signalling } from './start-signalling.ts';

/** A browser, and a service of each vendor. */
export class Lab {
  readonly #browser: Browser;
  readonly #pages: PageServer;
  readonly #aliyun: AliyunEmulator;
  readonly #livekit: LivekitServer;
  readonly #signalling: Signalling;
  readonly #mesh: MeshServer;

  private constructor(
    browser: Browser,
    services: {
      pages: PageServer;
      aliyun: AliyunEmulator;
      livekit: LivekitServer;
      signalling: Signalling;
      mesh: MeshServer;
    },
  ) {
    this.#browser = browser;
    this.#pages = services.pages;
    this.#aliyun = services.aliyun;
    this.#livekit = services.livekit;
    this.#signalling = services.signalling;
    this.#mesh = services.mesh;
  }

  /** Opens one. */
  static async open(): Promise<Lab> {
    const [pages, aliyun, livekit, signalling, mesh, browser] = await Promise.all([
      servePages([new URL('../pages/page.ts', import.meta.url)]),
      startAliyunEmulator(),
      startLivekitServer(),
      startSignalling(),
      startMeshServer(),
      chromium.launch(mediaLaunchOptions({ args: ['--autoplay-policy=no-user-gesture-required'] })),
    ]);
    return new Lab(browser, { pages, aliyun, livekit, signalling, mesh });
  }

  /** A page in a window of its own: one in the background of another shows one frame a second. With `relay` its media takes that one way. */
  async page({ relay }: { readonly relay?: RTCIceServer } = {}): Promise<Page> {
    const context = await this.#browser.newContext({
      permissions: ['camera', 'microphone'],
      viewport: { width: 1280, height: 720 },
    });
    // The vendors' telemetry goes to hosts outside; whatever a page asks of other machines ends here.
    await context.route(
      ({ hostname }) => !hostname.endsWith('localhost') && hostname !== '127.0.0.1',
      (route) => route.abort(),
    );
    await context.exposeFunction('fetchAliyun', (seat: Seat) => this.#aliyunCredential(seat));
    await context.exposeFunction('fetchAliyunAuth', (seat: Seat) => this.#aliyun.credential(seat));
    await context.exposeFunction('fetchLivekit', (seat: Seat) => this.#livekitCredential(seat));
    await context.addInitScript(
      ([addresses, relayServer]) => Object.assign(window, { addresses, ...(relayServer && { relayServer }) }),
      [{ signalling: this.#signalling.url, mesh: this.#mesh.url }, relay] as const,
    );
    const page = await context.newPage();
    await page.goto(`${this.#pages.origin}/page`);
    await page.waitForFunction(() => 'page' in window);
    return page;
  }

  async close(): Promise<void> {
    await this.#browser.close();
    const services = [
      this.#aliyun.stop(),
      this.#livekit.stop(),
      this.#signalling.close(),
      this.#mesh.close(),
    ];
    await Promise.all([this.#pages.close(), ...services]);
  }

  /** The browser, its version, the machine and what else it does, in a line. */
  machine(): string {
    const load = loadavg()[0] ?? 0;
    return `Chromium ${this.#browser.version()}, ${String(cpus().length)} cores, load ${load.toFixed(1)}`;
  }

  #aliyunCredential(seat: Seat): object {
    const { appid, channel, userid, ...rest } = this.#aliyun.credential(seat);
    const turn = { username: userid, password: rest.token };
    return { appId: appid, channelId: channel, userId: userid, ...rest, turn };
  }

  async #livekitCredential({ room, userId }: Seat): Promise<object> {
    const { apiKey, apiSecret, url } = this.#livekit;
    const access = new AccessToken(apiKey, apiSecret, { identity: userId, ttl: 3_600 });
    access.addGrant({ roomJoin: true, room, canPublish: true, canSubscribe: true, canPublishData: true });
    return { url, token: await access.toJwt() };
  }
}

import { startAliyunEmulator, type AliyunEmulator } from '@jackfield/aliyun-emulator';
import { mediaLaunchOptions } from '@jackfield/browser';
import { startLivekitServer, type LivekitServer } from '@jackfield/livekit-server';
import { servePages, type PageServer } from '@jackfield/media-lab';
import { startTrtcEmulator, type TrtcEmulator } from '@jackfield/trtc-emulator';
import { AccessToken, RoomServiceClient, TrackSource } from 'livekit-server-sdk';
import { chromium, type Browser, type Page } from 'playwright';
import { expect } from 'vitest';
import { ServerUnderTest as JanusUnderTest } from '../../../packages/adapter-janus/test-contract/server/server-under-test.ts';
import { aliyunCredential, trtcCredential, type Place } from './credentials.ts';
import { startSignalling, type Signalling } from './start-signalling.ts';

/** A browser, and a service of each vendor. */
export class Lab {
  readonly #browser: Browser;
  readonly #pages: PageServer;
  readonly emulator: AliyunEmulator;
  readonly #trtc: TrtcEmulator;
  readonly signalling: Signalling;
  #livekit: LivekitServer;
  readonly #api: RoomServiceClient;
  readonly #janus: JanusUnderTest | undefined;
  /** The app's server gives no LiveKit credential before this has resolved. */
  held: Promise<void> | undefined;
  #isCut = false;
  /** The app's server signs with another secret. */
  refuses = false;
  /** The app's server names another LiveKit server. */
  elsewhere: string | undefined;
  /** The number of times that it was asked for a LiveKit credential. */
  asked = 0;

  private constructor(parts: {
    browser: Browser;
    signalling: Signalling;
    pages: PageServer;
    emulator: AliyunEmulator;
    trtc: TrtcEmulator;
    livekit: LivekitServer;
    janus: JanusUnderTest | undefined;
  }) {
    this.#browser = parts.browser;
    this.signalling = parts.signalling;
    this.#pages = parts.pages;
    this.emulator = parts.emulator;
    this.#trtc = parts.trtc;
    this.#livekit = parts.livekit;
    this.#janus = parts.janus;
    const { url, apiKey, apiSecret } = parts.livekit;
    this.#api = new RoomServiceClient(url.replace('ws:', 'http:'), apiKey, apiSecret);
  }

  /**
   * Opens one. `scripts` are the pages of it; with `keepsPages` its browser keeps pages that are left, to come back to them; `withJanus`
   * there is a Janus server as well; with `loopback: false` its media take the other interfaces of this machine.
   */
  static async open(
    scripts: readonly string[] = ['rig', 'bare'],
    {
      keepsPages = false,
      withJanus = false,
      loopback = true,
    }: { readonly keepsPages?: boolean; readonly withJanus?: boolean; readonly loopback?: boolean } = {},
  ): Promise<Lab> {
    const launch = mediaLaunchOptions({ args: ['--autoplay-policy=no-user-gesture-required'] });
    const args = launch.args.filter((flag) => loopback || flag !== '--allow-loopback-in-peer-connection');
    const [pages, emulator, trtc, livekit, janus, signalling, browser] = await Promise.all([
      servePages([...scripts, 'camera'].map((name) => new URL(`../pages/${name}.ts`, import.meta.url))),
      startAliyunEmulator(),
      startTrtcEmulator({ controlPort: false }),
      startLivekitServer(),
      withJanus ? JanusUnderTest.start() : undefined,
      startSignalling(),
      chromium.launch({
        ...launch,
        args,
        ...(keepsPages ? { ignoreDefaultArgs: ['--disable-back-forward-cache'] } : {}),
      }),
    ]);
    return new Lab({ browser, pages, emulator, trtc, livekit, janus, signalling });
  }

  /**
   * A page in a window of its own: one in the background of another shows one frame a second. In the lab's browser, where no other is
   * given.
   */
  async tab(script = 'rig', browser: Browser = this.#browser): Promise<Page> {
    const context = await browser.newContext({ permissions: ['camera', 'microphone'] });
    // The vendors' telemetry goes to hosts outside; whatever a page asks of other machines ends here.
    await context.route(
      ({ hostname }) => !hostname.endsWith('localhost') && hostname !== '127.0.0.1',
      (route) => route.abort(),
    );
    await context.exposeFunction('fetchAliyun', (seat: Place) => aliyunCredential(this.emulator, seat));
    await context.exposeFunction('fetchTrtc', (seat: Place) => trtcCredential(this.#trtc, seat));
    await context.exposeFunction('fetchJanus', ({ room, userId }: Place) =>
      this.#janus?.admit({ side: userId, room, userId }),
    );
    await context.exposeFunction('fetchLivekit', (seat: Place) => this.#token(seat));
    const page = await context.newPage();
    await page.goto(`${this.#pages.origin}/${script}#${this.signalling.url}`);
    await page.waitForFunction((name) => name in window, script);
    return page;
  }

  async close(): Promise<void> {
    await this.#browser.close();
    const services = [this.emulator.stop(), this.#trtc.stop(), this.#livekit.stop(), this.signalling.close()];
    await Promise.all([this.#pages.close(), this.#janus?.close(), ...services]);
  }

  /** The LiveKit server throws somebody out. It may lose its word of that, and the SDK comes back: until it holds. */
  async livekitKick({ room, userId }: Place): Promise<void> {
    const isIn = async (): Promise<boolean> => (await this.livekitPeople(room)).includes(userId);
    await this.#api.removeParticipant(room, userId);
    await expect
      .poll(async () => {
        if (!(await isIn())) return false;
        await this.#api.removeParticipant(room, userId);
        return true;
      })
      .toBe(false);
  }

  /** The LiveKit server mutes somebody's microphone. */
  async livekitMute({ room, userId }: Place): Promise<void> {
    const { tracks } = await this.#api.getParticipant(room, userId);
    const sid = tracks.find(({ source }) => source === TrackSource.MICROPHONE)?.sid;
    await this.#api.mutePublishedTrack(room, userId, sid ?? '', true);
  }

  /** Cuts LiveKit and the mesh off, as a network that is gone. */
  async cut(): Promise<void> {
    this.#isCut = true;
    this.signalling.cut();
    await this.#livekit.stop();
  }

  /** Lets everything work again, after whatever a test did to it. */
  async mend(): Promise<void> {
    this.signalling.mend();
    this.held = this.elsewhere = undefined;
    this.refuses = false;
    const { port, apiKey, apiSecret } = this.#livekit;
    if (!this.#isCut) return;
    this.#isCut = false;
    this.#livekit = await startLivekitServer({ port, keys: { apiKey, apiSecret } });
  }

  /** The processor time of the browser with all its processes, in seconds. */
  async processorSeconds(): Promise<number> {
    const devtools = await this.#browser.newBrowserCDPSession();
    const { processInfo } = await devtools.send('SystemInfo.getProcessInfo');
    await devtools.detach();
    return processInfo.reduce((sum, { cpuTime }) => sum + cpuTime, 0);
  }

  /** Who is in a room of the LiveKit server. */
  async livekitPeople(room: string): Promise<readonly string[]> {
    if ((await this.#api.listRooms([room])).length === 0) return [];
    const people = await this.#api.listParticipants(room).catch(() => []);
    return people.map(({ identity }) => identity).sort();
  }

  async #token({ room, userId }: Place): Promise<object> {
    this.asked += 1;
    await this.held;
    const { apiKey, url } = this.#livekit;
    const apiSecret = this.refuses
      ? 'another secret that is as long as it has to be'
      : this.#livekit.apiSecret;
    const access = new AccessToken(apiKey, apiSecret, { identity: userId, ttl: 3_600 });
    access.addGrant({ roomJoin: true, room, canPublish: true, canSubscribe: true, canPublishData: true });
    return { url: this.elsewhere ?? url, token: await access.toJwt() };
  }
}
